-- The speech document: a brief that cards are sent to.
local M = {}

local request = require("debate.request")

local speech

-- Opens the speech in a split: a new one if there is none.
function M.open()
  if speech and vim.api.nvim_buf_is_valid(speech) then
    local window = vim.fn.bufwinid(speech)
    if window ~= -1 then
      return vim.api.nvim_set_current_win(window)
    end
    return vim.cmd.sbuffer(speech)
  end
  local path = vim.fn.tempname() .. "-speech.debate"
  -- Written first, so that the server opens it as it is and no change of it is still on the way.
  vim.fn.writefile({ "# Speech" }, path)
  vim.cmd.new(path)
  speech = vim.api.nvim_get_current_buf()
end

-- Makes the current brief the speech.
function M.use()
  speech = vim.api.nvim_get_current_buf()
end

-- Sends the selection, or the card or block at the cursor, to the end of the speech.
function M.send()
  local buffer = vim.api.nvim_get_current_buf()
  local client = request.client(buffer)
  if not client then
    return
  end
  if not speech or not vim.api.nvim_buf_is_valid(speech) then
    return vim.notify("debate: there is no speech. Start one with :Debate speech", vim.log.levels.WARN)
  end
  local selection = require("debate.selection")
  local argument = {
    uri = vim.uri_from_bufnr(buffer),
    range = selection.range(client),
    to = vim.uri_from_bufnr(speech),
  }
  request.run(client, buffer, "debate-ls.send", argument, function(name)
    vim.notify("debate: sent to the speech: " .. name, vim.log.levels.INFO)
  end)
  selection.leave_visual_mode()
end

-- Copies the card at the cursor as a caselist shows it: the first and last words.
function M.copy_for_caselist()
  local buffer = vim.api.nvim_get_current_buf()
  local client = request.client(buffer)
  if not client then
    return
  end
  local position = require("debate.selection").range(client).start
  local argument = { uri = vim.uri_from_bufnr(buffer), position = position, form = "disclosed" }
  request.run(client, buffer, "debate-ls.copy", argument, function(text)
    vim.fn.setreg('"', text)
    pcall(vim.fn.setreg, "+", text)
    vim.notify("debate: copied the card", vim.log.levels.INFO)
  end)
end

return M
