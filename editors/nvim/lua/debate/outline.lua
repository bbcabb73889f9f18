-- `:Debate outline`: headings and tags, indented by level, each with its detail from the server.
local M = {}

local list = require("debate.list")

local method = "textDocument/documentSymbol"

local function flatten(buffer, symbols, depth, into)
  for _, symbol in ipairs(symbols) do
    local start = symbol.selectionRange.start
    local detail = symbol.detail and symbol.detail ~= "" and "  " .. symbol.detail or ""
    into[#into + 1] = {
      bufnr = buffer,
      lnum = start.line + 1,
      -- Headings and tags are at the start of their line.
      col = 1,
      text = ("  "):rep(depth) .. symbol.name .. detail,
    }
    flatten(buffer, symbol.children or {}, depth + 1, into)
  end
  return into
end

function M.show()
  local buffer, window = vim.api.nvim_get_current_buf(), vim.api.nvim_get_current_win()
  local client = vim.lsp.get_clients({ bufnr = buffer, method = method })[1]
  if not client then
    return vim.notify("debate: the language server is not running. See :checkhealth debate", vim.log.levels.ERROR)
  end
  local document = { textDocument = vim.lsp.util.make_text_document_params(buffer) }
  vim.lsp.buf_request(buffer, method, document, function(err, symbols)
    if err then
      return vim.notify("debate: " .. err.message, vim.log.levels.ERROR)
    end
    list.show(window, "Outline", flatten(buffer, symbols or {}, 0, {}))
  end)
end

return M
