-- The basis of every spec: compares, waits, opens a brief, and ends Neovim with 0 if all checks pass, or else with 1
-- and a message.
local M = {}

M.root = assert(vim.env.DEBATE_ROOT, "DEBATE_ROOT names the checkout")
M.seed = M.root .. "/tests/briefs/syria.debate"

-- The time limit of every wait, in milliseconds. Long, because only a failure takes this long and machines are busy.
local TIMEOUT = 120000

local passed = 0

function M.same(what, expected, got)
  if not vim.deep_equal(expected, got) then
    error(("%s\n  expected: %s\n       got: %s"):format(what, vim.inspect(expected), vim.inspect(got)), 0)
  end
  passed = passed + 1
end

function M.contains(what, text, part)
  if not text:find(part, 1, true) then
    error(("%s\n  expected: … %s …\n       got: %s"):format(what, part, text), 0)
  end
  passed = passed + 1
end

function M.await(what, condition)
  if not vim.wait(TIMEOUT, condition, 5) then
    error("timed out waiting for " .. what, 0)
  end
  passed = passed + 1
end

function M.is_highlighted()
  return vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()] ~= nil
end

-- The messages that the user is shown from now on.
function M.messages()
  local messages = {}
  ---@diagnostic disable-next-line: duplicate-set-field
  vim.notify = function(message)
    messages[#messages + 1] = message
  end
  return messages
end

-- Opens a file, or a new brief with these lines, and waits for the parser.
function M.open(brief)
  if type(brief) == "table" then
    local path = vim.fn.tempname() .. ".debate"
    vim.fn.writefile(brief, path)
    brief = path
  end
  vim.cmd.edit(brief)
  M.await("the parser", M.is_highlighted)
end

-- Waits for the server of the current buffer, and returns its client.
function M.server()
  local client
  M.await("the server", function()
    client = vim.lsp.get_clients({ bufnr = 0 })[1]
    return client and client.initialized
  end)
  return client
end

function M.ask(method, params)
  local answers = assert(vim.lsp.buf_request_sync(0, method, params, TIMEOUT))
  local _, answer = next(answers)
  assert(answer and not answer.error, vim.inspect(answer))
  return answer.result
end

-- Types keys as a user does, with mappings.
function M.type(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), "x", false)
end

function M.cursor(line, column)
  vim.api.nvim_win_set_cursor(0, { line, column or 0 })
end

function M.lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, true)
end

-- The keys of the buffer in normal mode, without `K`, which Neovim itself maps when the server starts.
function M.keys()
  local keys = {}
  for _, key in ipairs(vim.api.nvim_buf_get_keymap(0, "n")) do
    keys[#keys + 1] = key.lhs ~= "K" and key.lhs or nil
  end
  return keys
end

function M.run(name, spec)
  local ok, err = xpcall(spec, function(err)
    return type(err) == "string" and not err:find("^%S+%.lua:%d+") and err or debug.traceback(err)
  end)
  io.stdout:write(ok and ("%s: %d passed\n"):format(name, passed) or ("%s: FAILED: %s\n"):format(name, err))
  vim.cmd(ok and "qa!" or "cq!")
end

return M
