-- The selection in visual mode, or else the cursor, as the server takes it.
local M = {}

local visual = "^[vV\22]"

-- As the positions that `make_given_range_params` takes.
local function selected()
  local mode = vim.fn.mode()
  local cursor = vim.api.nvim_win_get_cursor(0)
  if not mode:find(visual) then
    return cursor, nil
  end
  local other = { vim.fn.line("v"), vim.fn.col("v") - 1 }
  local first, last = cursor, other
  if other[1] < cursor[1] or (other[1] == cursor[1] and other[2] < cursor[2]) then
    first, last = other, cursor
  end
  if mode == "V" then
    first, last = { first[1], 0 }, { last[1], math.max(#vim.fn.getline(last[1]) - 1, 0) }
  end
  return first, last
end

function M.range(client)
  local first, last = selected()
  local params = vim.lsp.util.make_given_range_params(first, last or first, 0, client.offset_encoding)
  if not last then
    params.range["end"] = params.range.start
  end
  return params.range
end

function M.leave_visual_mode()
  if vim.fn.mode():find(visual) then
    vim.api.nvim_feedkeys(vim.keycode("<Esc>"), "nx", false)
  end
end

return M
