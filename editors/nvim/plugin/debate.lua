-- What is set up before the first brief is opened: the language server, highlight groups, and the command `:Debate`.
if vim.g.loaded_debate then
  return
end
vim.g.loaded_debate = true

if vim.lsp.enable then
  vim.lsp.enable("debate_ls")
else
  -- Neovim 0.10 has neither `vim.lsp.enable` nor the folder lsp/.
  vim.api.nvim_create_autocmd("FileType", {
    pattern = "debate",
    group = vim.api.nvim_create_augroup("debate_ls", {}),
    callback = function(event)
      require("debate.server").start(event.buf)
    end,
  })
end

-- Makes highlighted text look highlighted, unless the color scheme defines these groups. A title is not underlined as
-- links are, because an underline in a cite means a problem.
vim.api.nvim_set_hl(0, "@markup.raw.debate", { default = true, link = "Search" })
vim.api.nvim_set_hl(0, "@markup.link.debate", { default = true, link = "String" })

-- The server finds more fields of a cite than the parser (a title without quotation marks, `9-16, 21`). They get the
-- same colors.
for type, group in pairs({
  author = "@constructor",
  date = "@string.special",
  title = "@markup.link.debate",
  publication = "@label",
  qualifications = "@comment",
}) do
  vim.api.nvim_set_hl(0, ("@lsp.type.%s.debate"):format(type), { default = true, link = group })
end

vim.api.nvim_create_user_command("Debate", function(call)
  require("debate.command").run(call.fargs)
end, {
  nargs = "+",
  desc = "Work on a brief",
  complete = function(typed, line)
    return require("debate.command").complete(typed, line)
  end,
})
