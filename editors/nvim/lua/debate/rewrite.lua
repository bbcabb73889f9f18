-- Cutting and moving: sends the selection, or the cursor, to the server, which edits the text.
local M = {}

local request = require("debate.request")
local selection = require("debate.selection")

-- `rewrite` is a name that the server knows: `underline`, `condense`, `tag`, `moveUp`.
function M.run(rewrite)
  local buffer = vim.api.nvim_get_current_buf()
  local client = request.client(buffer)
  if not client then
    return
  end
  local argument = { uri = vim.uri_from_bufnr(buffer), ranges = { selection.range(client) }, rewrite = rewrite }
  request.run(client, buffer, "debate-ls.rewrite", argument)
  selection.leave_visual_mode()
end

return M
