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

if vim.g.debate_word ~= false then
  require("debate.word").setup()
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

-- Marks are dimmed, and evidence that is not read is faded.
vim.api.nvim_set_hl(0, "@punctuation.special.debate", { default = true, link = "NonText" })
vim.api.nvim_set_hl(0, "DebateUnread", { default = true, link = "Comment" })

-- Most color schemes show headings of all levels alike. Then these tell them apart by lines, in the scheme's color.
local function distinguish_headings()
  local function style(name)
    return vim.api.nvim_get_hl(0, { name = name, link = false })
  end
  local title = style("@markup.heading.1")
  if not vim.deep_equal(title, style("@markup.heading.3")) then
    return
  end
  title = next(title) and title or style("Title")
  for level, attributes in ipairs({ { underdouble = true }, { underline = true }, { italic = true }, {} }) do
    local group = { fg = title.fg, ctermfg = title.ctermfg, bold = true, default = true }
    vim.api.nvim_set_hl(0, ("@markup.heading.%d.debate"):format(level), vim.tbl_extend("error", group, attributes))
  end
end
distinguish_headings()
vim.api.nvim_create_autocmd("ColorScheme", {
  group = vim.api.nvim_create_augroup("debate_colors", {}),
  callback = distinguish_headings,
})

vim.api.nvim_create_user_command("Debate", function(call)
  require("debate.command").run(call.fargs)
end, {
  nargs = "+",
  desc = "Work on a brief",
  complete = function(typed, line)
    return require("debate.command").complete(typed, line)
  end,
})
