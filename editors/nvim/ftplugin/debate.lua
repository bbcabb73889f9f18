-- Options of a brief's buffer. Evidence is prose: each paragraph is one line, which may have thousands of characters.
if vim.b.did_ftplugin then
  return
end
vim.b.did_ftplugin = true

local buffer = vim.api.nvim_get_current_buf()

-- Never break a line automatically: it would become two paragraphs, and the new line might parse as a tag.
vim.bo.textwidth = 0
vim.bo.wrapmargin = 0
vim.opt_local.formatoptions:remove({ "t", "c", "a" })
vim.bo.commentstring = "<!-- %s -->"

-- Wrap long lines between words, and scroll by screen lines.
local window = vim.wo[0][0]
window.wrap = true
window.linebreak = true
window.breakindent = true
window.smoothscroll = true

require("debate.keys").map(buffer)
require("debate.parser").attach(buffer)
require("debate.unread").attach(buffer)

vim.b.undo_ftplugin = table.concat({
  vim.b.undo_ftplugin or "",
  "setlocal textwidth< wrapmargin< formatoptions< commentstring<",
  "setlocal wrap< linebreak< breakindent< smoothscroll<",
  "setlocal foldmethod< foldexpr< foldtext< foldlevel<",
  ("lua require('debate.keys').unmap(%d) require('debate.unread').detach(%d) pcall(vim.treesitter.stop, %d)"):format(
    buffer,
    buffer,
    buffer
  ),
}, "\n")
