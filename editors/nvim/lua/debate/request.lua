-- Requests to the server of a buffer.
local M = {}

local name = "debate_ls"

-- The client of the buffer’s server, or nil and a message.
function M.client(buffer)
  local client = vim.lsp.get_clients({ bufnr = buffer, name = name })[1]
  if not client then
    vim.notify("debate: the server is not running. See :checkhealth debate", vim.log.levels.WARN)
  end
  return client
end

-- Sends a request. `on_answer` gets the error, if any, and the result.
function M.send(client, buffer, method, params, on_answer)
  -- Neovim 0.10 has functions where 0.11 has methods.
  if vim.fn.has("nvim-0.11") == 1 then
    client:request(method, params, on_answer, buffer)
  else
    client.request(method, params, on_answer, buffer)
  end
end

-- Runs a command of the server, and shows what it refuses to do. `on_result` gets its result.
function M.run(client, buffer, command, argument, on_result)
  local params = { command = command, arguments = { argument } }
  M.send(client, buffer, "workspace/executeCommand", params, function(failure, result)
    if failure then
      vim.notify("debate: " .. failure.message, vim.log.levels.INFO)
    elseif on_result then
      on_result(result)
    end
  end)
end

return M
