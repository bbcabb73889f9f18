-- Cutting: sends the selection, or the cursor, to the server, which edits the text.
local M = {}

-- The selection in visual mode, or else the cursor, as the positions that `make_given_range_params` takes.
local function selected()
  local mode = vim.fn.mode()
  local cursor = vim.api.nvim_win_get_cursor(0)
  if not mode:find("^[vV\22]") then
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

local function range(client)
  local first, last = selected()
  local params = vim.lsp.util.make_given_range_params(first, last or first, 0, client.offset_encoding)
  if not last then
    params.range["end"] = params.range.start
  end
  return params.range
end

-- `rewrite` is a name that the server knows: `underline`, `condense`, `tag`.
function M.run(rewrite)
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.get_clients({ bufnr = buffer, name = "debate_ls" })[1]
  if not client then
    return vim.notify("debate: the server is not running. See :checkhealth debate", vim.log.levels.WARN)
  end
  local argument = { uri = vim.uri_from_bufnr(buffer), ranges = { range(client) }, rewrite = rewrite }
  local params = { command = "debate-ls.rewrite", arguments = { argument } }
  local function on_answer(failure)
    if failure then
      vim.notify("debate: " .. failure.message, vim.log.levels.INFO)
    end
  end
  if vim.fn.has("nvim-0.11") == 1 then
    client:request("workspace/executeCommand", params, on_answer, buffer)
  else
    client.request("workspace/executeCommand", params, on_answer, buffer)
  end
  if vim.fn.mode():find("^[vV\22]") then
    vim.api.nvim_feedkeys(vim.keycode("<Esc>"), "nx", false)
  end
end

return M
