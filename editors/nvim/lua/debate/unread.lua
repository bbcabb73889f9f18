-- Fades evidence that is not read aloud, in the part of the brief that is on the screen. Asks the server when typing or
-- scrolling pauses; in between, Neovim moves the marks with the text. `vim.g.debate_unread = false` turns it off.
local M = {}

local request = require("debate.request")

local namespace = vim.api.nvim_create_namespace("debate_unread")
-- After the last change or scroll, in milliseconds.
local delay = 120
-- Below the colors of tree-sitter, so that a mark keeps its own.
local priority = 50
local timers = {}

-- Columns are bytes: Neovim offers UTF-8, and the server takes it.
local function paint(buffer, client, window)
  local first, last = vim.fn.line("w0", window) - 1, vim.fn.line("w$", window)
  local range = { start = { line = first, character = 0 }, ["end"] = { line = last, character = 0 } }
  local params = { textDocument = { uri = vim.uri_from_bufnr(buffer) }, range = range }
  local changed = vim.api.nvim_buf_get_changedtick(buffer)
  local function on_answer(failure, looks)
    local is_current = vim.api.nvim_buf_is_valid(buffer) and vim.api.nvim_buf_get_changedtick(buffer) == changed
    if failure or not looks or not is_current then
      return
    end
    vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
    for _, unread in ipairs(looks.unread) do
      local from, to = unread.start, unread["end"]
      vim.api.nvim_buf_set_extmark(buffer, namespace, from.line, from.character, {
        end_row = to.line,
        end_col = to.character,
        hl_group = "DebateUnread",
        priority = priority,
        strict = false,
      })
    end
  end
  request.send(client, buffer, "debate/appearance", params, on_answer)
end

function M.schedule(buffer)
  local timer = timers[buffer] or assert(vim.uv.new_timer())
  timers[buffer] = timer
  timer:start(
    delay,
    0,
    vim.schedule_wrap(function()
      local client = vim.lsp.get_clients({ bufnr = buffer, name = "debate_ls" })[1]
      local window = vim.fn.bufwinid(buffer)
      local experimental = client and client.server_capabilities.experimental
      if window ~= -1 and experimental and experimental.appearance then
        paint(buffer, client, window)
      end
    end)
  )
end

function M.attach(buffer)
  if vim.g.debate_unread == false then
    return
  end
  local group = vim.api.nvim_create_augroup("debate_unread_" .. buffer, {})
  vim.api.nvim_buf_attach(buffer, false, {
    on_lines = function()
      -- `true` ends the attachment.
      if not timers[buffer] then
        return true
      end
      M.schedule(buffer)
    end,
  })
  vim.api.nvim_create_autocmd({ "LspAttach", "BufWinEnter" }, {
    group = group,
    buffer = buffer,
    callback = function()
      M.schedule(buffer)
    end,
  })
  vim.api.nvim_create_autocmd("WinScrolled", {
    group = group,
    callback = function()
      if vim.api.nvim_get_current_buf() == buffer then
        M.schedule(buffer)
      end
    end,
  })
  M.schedule(buffer)
end

function M.detach(buffer)
  pcall(vim.api.nvim_del_augroup_by_name, "debate_unread_" .. buffer)
  local timer = timers[buffer]
  if timer then
    timer:close()
    timers[buffer] = nil
  end
  vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
end

return M
