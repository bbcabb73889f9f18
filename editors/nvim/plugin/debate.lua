-- Briefs are known by their endings, and the language server starts with them.
vim.filetype.add({
  extension = { debate = "debate", brief = "debate", cards = "debate" },
})

if vim.lsp.enable then
  vim.lsp.enable("debate_ls")
end
