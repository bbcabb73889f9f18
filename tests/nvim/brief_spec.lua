-- A real brief in Neovim: its filetype is set, the server starts by itself, and outline, problems and hover appear
-- once each.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")

local function problem(code)
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    if diagnostic.code == code then
      return diagnostic
    end
  end
end

local function floats()
  return vim.tbl_filter(function(window)
    return vim.api.nvim_win_get_config(window).relative ~= ""
  end, vim.api.nvim_list_wins())
end

-- Waits for one float_text window, closes it, and returns its text.
local function float_text(what)
  expect.await(what, function()
    return #floats() == 1
  end)
  local window = floats()[1]
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true)
  vim.api.nvim_win_close(window, true)
  return table.concat(lines, "\n")
end

expect.run("brief", function()
  expect.open(expect.seed)
  expect.same("the file is a brief", "debate", vim.bo.filetype)
  local client = expect.server()

  local document = { textDocument = vim.lsp.util.make_text_document_params() }
  local symbols = expect.ask("textDocument/documentSymbol", document)
  expect.same("one block", 1, #symbols)
  expect.same("eight cards", 8, #symbols[1].children)
  expect.same("the first tag", "Russian mediation in Syria fails", symbols[1].children[1].name)

  expect.await("the problems", function()
    return problem("cite-year-missing")
  end)
  expect.same("the year is missing on line 43", 42, problem("cite-year-missing").lnum)
  expect.same("damaged text on line 9", 8, problem("text-mojibake").lnum)
  local seen = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    local key = ("%d:%d %s"):format(diagnostic.lnum, diagnostic.col, diagnostic.code)
    expect.same(key .. " is shown once", nil, seen[key])
    seen[key] = true
  end

  expect.cursor(25, 19)
  vim.lsp.buf.hover()
  expect.contains("the hover shows the day", float_text("the hover"), "Wednesday, September 15, 2021")

  -- `]c` goes from one cite with a problem to the next, and shows the problem.
  expect.cursor(39)
  expect.type("]c")
  expect.same("]c goes to the cite without a year", 43, vim.fn.line("."))
  local message = problem("cite-year-missing").message:match("^[^\n]*")
  expect.contains("and shows the problem", float_text("the problem"), message)
  expect.type("]c")
  expect.same("]c goes to the next cite, not to its next problem", 49, vim.fn.line("."))
  float_text("the next problem")
  expect.type("[c")
  expect.same("[c goes back", 43, vim.fn.line("."))
  float_text("the problem again")
  expect.cursor(1)
  expect.type("v]c<Esc>")
  expect.same("]c selects", 5, vim.fn.line("'>"))
  expect.same("and shows nothing then", 0, #floats())

  if client:supports_method("textDocument/codeAction") then
    expect.cursor(9, 1504)
    vim.lsp.buf.code_action({
      filter = function(action)
        return action.title == "Remove “\\xA1”"
      end,
      apply = true,
    })
    expect.await("the quick fix", function()
      return not vim.fn.getline(9):find("\\xA1", 1, true)
    end)
  end

  -- Typing the year fixes the cite, and the problem disappears.
  local line = vim.fn.getline(43)
  vim.fn.setline(43, (line:gsub("9%-1, ,", "9-1, 21,")))
  expect.await("the problem to disappear", function()
    return not problem("cite-year-missing")
  end)

  local brief = vim.api.nvim_get_current_buf()
  vim.lsp.buf.workspace_symbol("mediation")
  expect.await("the result of the workspace search", function()
    -- Other files of the folder have the word too.
    local found = vim.tbl_filter(function(item)
      return item.bufnr == brief and item.text:find("Russian mediation in Syria fails", 1, true) ~= nil
    end, vim.fn.getqflist())
    return #found == 1
  end)
  vim.cmd.cclose()

  vim.lsp.buf.document_symbol()
  expect.await("the outline in a list", function()
    -- The location list; in Neovim 0.10 the quickfix list.
    return #vim.fn.getloclist(0) == 9 or #vim.fn.getqflist() == 9
  end)
end)
