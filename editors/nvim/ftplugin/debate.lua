-- A brief in a buffer. Evidence is prose, a paragraph on one line that may be thousands of letters long.
if vim.b.did_ftplugin then
  return
end
vim.b.did_ftplugin = true

local buffer = vim.api.nvim_get_current_buf()

-- A line is never broken by itself: it would no longer be one paragraph, and a new line might be read as a tag.
vim.bo.textwidth = 0
vim.bo.wrapmargin = 0
vim.opt_local.formatoptions:remove({ "t", "c", "a" })
vim.bo.commentstring = "<!-- %s -->"

-- Long lines are shown broken between words, and scroll by what is seen.
local window = vim.wo[0][0]
window.wrap = true
window.linebreak = true
window.breakindent = true
window.smoothscroll = true

require("debate.keys").map(buffer)
require("debate.parser").attach(buffer)

vim.b.undo_ftplugin = table.concat({
  vim.b.undo_ftplugin or "",
  "setlocal textwidth< wrapmargin< formatoptions< commentstring<",
  "setlocal wrap< linebreak< breakindent< smoothscroll<",
  "setlocal foldmethod< foldexpr< foldtext< foldlevel<",
  ("lua require('debate.keys').unmap(%d) pcall(vim.treesitter.stop, %d)"):format(buffer, buffer),
}, "\n")
