-- Answers in the location list, one line each, without the name of the file, which is always the same.
local M = {}

-- Shows `items`, each with `lnum`, `col` (both from 1) and `text`, as places in the current buffer.
function M.show(title, items)
  local buffer = vim.api.nvim_get_current_buf()
  for _, item in ipairs(items) do
    item.bufnr = buffer
  end
  vim.fn.setloclist(0, {}, " ", {
    title = title,
    items = items,
    quickfixtextfunc = "v:lua.require'debate.list'.lines",
  })
  vim.cmd.lopen()
  vim.wo[0][0].wrap = false
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
