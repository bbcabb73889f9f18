-- What is there before the first brief is opened: the language server, which starts with a
-- brief, the colour of highlighted text, and `:Debate`.
if vim.g.loaded_debate then
  return
end
vim.g.loaded_debate = true

if vim.lsp.enable then
  vim.lsp.enable("debate_ls")
else
  -- Neovim 0.10 knows neither `vim.lsp.enable` nor the folder lsp/.
  vim.api.nvim_create_autocmd("FileType", {
    pattern = "debate",
    group = vim.api.nvim_create_augroup("debate_ls", {}),
    callback = function(event)
      require("debate.server").start(event.buf)
    end,
  })
end

-- What is highlighted looks so, unless the colour scheme knows better. A title is not underlined as links are: in a
-- cite that means a problem.
vim.api.nvim_set_hl(0, "@markup.raw.debate", { default = true, link = "Search" })
vim.api.nvim_set_hl(0, "@markup.link.debate", { default = true, link = "String" })

-- What only the server can tell of a cite (a title without quotation marks, `9-16, 21`) looks as what the parser finds.
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
