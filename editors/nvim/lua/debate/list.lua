-- Shows results in the location list, one line each, without the file name, which is always the same.
local M = {}

-- Shows `items` in the location list of a window, and goes there. Each item has `bufnr`, `lnum`, `col` (both from 1)
-- and `text`. Does nothing if the window was closed before the answer came.
function M.show(window, title, items)
  if not vim.api.nvim_win_is_valid(window) then
    return
  end
  vim.api.nvim_set_current_win(window)
  vim.fn.setloclist(0, {}, " ", {
    title = title,
    items = items,
    quickfixtextfunc = "v:lua.require'debate.list'.lines",
  })
  vim.cmd.lopen()
  vim.wo[0][0].wrap = false
  -- Neovim highlights a line without bars as a file name.
  vim.wo[0][0].winhighlight = "qfFileName:Normal"
end

-- For 'quickfixtextfunc'.
function M.lines(list)
  local items = vim.fn.getloclist(list.winid, { id = list.id, items = 0 }).items
  local lines = {}
  for index = list.start_idx, list.end_idx do
    lines[#lines + 1] = items[index].text
  end
  return lines
end

return M
