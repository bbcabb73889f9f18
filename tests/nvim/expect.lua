-- What every spec stands on: comparing, waiting, opening a brief, and ending Neovim with 0 when all is well, with 1
-- and a word on what is not otherwise.
local M = {}

M.root = assert(vim.env.DEBATE_ROOT, "DEBATE_ROOT names the checkout")
M.seed = M.root .. "/tests/briefs/syria.debate"

-- In milliseconds. Long: it is only ever spent where something is wrong, and machines are busy.
local PATIENCE = 120000

local passed = 0

function M.same(what, wanted, got)
  if not vim.deep_equal(wanted, got) then
    error(("%s\n  wanted: %s\n     got: %s"):format(what, vim.inspect(wanted), vim.inspect(got)), 0)
  end
  passed = passed + 1
end

function M.holds(what, text, part)
  if not text:find(part, 1, true) then
    error(("%s\n  wanted: … %s …\n     got: %s"):format(what, part, text), 0)
  end
  passed = passed + 1
end

function M.await(what, condition)
  if not vim.wait(PATIENCE, condition, 5) then
    error("waited in vain for " .. what, 0)
  end
  passed = passed + 1
end

function M.coloured()
  return vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()] ~= nil
end

-- Opens a file, or a brief of these lines, and waits for its parser.
function M.open(brief)
  if type(brief) == "table" then
    local path = vim.fn.tempname() .. ".debate"
    vim.fn.writefile(brief, path)
    brief = path
  end
  vim.cmd.edit(brief)
  M.await("the parser", M.coloured)
end

-- The server of the current buffer, once it is there.
function M.server()
  local client
  M.await("the server", function()
    client = vim.lsp.get_clients({ bufnr = 0 })[1]
    return client and client.initialized
  end)
  return client
end

function M.ask(method, params)
  local answers = assert(vim.lsp.buf_request_sync(0, method, params, PATIENCE))
  local _, answer = next(answers)
  assert(answer and not answer.error, vim.inspect(answer))
  return answer.result
end

-- Types keys as a person does, mappings and all.
function M.type(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), "x", false)
end

function M.cursor(line, column)
  vim.api.nvim_win_set_cursor(0, { line, column or 0 })
end

function M.lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, true)
end

function M.run(name, spec)
  local ok, fault = xpcall(spec, function(fault)
    return type(fault) == "string" and not fault:find("^%S+%.lua:%d+") and fault or debug.traceback(fault)
  end)
  io.stdout:write(ok and ("%s: %d passed\n"):format(name, passed) or ("%s: FAILED: %s\n"):format(name, fault))
  vim.cmd(ok and "qa!" or "cq!")
end

return M
