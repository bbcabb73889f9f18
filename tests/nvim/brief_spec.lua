-- A real brief in Neovim: it is known as one, the server comes up by itself, and outline, problems and hover are
-- there. Ends Neovim with 0 when all is well, and with 1 and a word on what is not.

local root = assert(vim.env.DEBATE_ROOT, "DEBATE_ROOT names the checkout")
local passed = 0

local function same(what, wanted, got)
  if not vim.deep_equal(wanted, got) then
    error(("%s\n  wanted: %s\n     got: %s"):format(what, vim.inspect(wanted), vim.inspect(got)), 0)
  end
  passed = passed + 1
end

local function await(what, condition)
  if not vim.wait(20000, condition, 10) then
    error("waited in vain for " .. what, 0)
  end
  passed = passed + 1
end

local function ask(method, params)
  local answers = assert(vim.lsp.buf_request_sync(0, method, params, 20000))
  local _, answer = next(answers)
  assert(answer and not answer.error, vim.inspect(answer))
  return answer.result
end

local function run()
  vim.cmd("runtime! plugin/debate.lua")
  vim.cmd("filetype on")
  vim.cmd.edit(root .. "/tests/briefs/syria.debate")
  same("the file is known as a brief", "debate", vim.bo.filetype)

  await("the server", function()
    local client = vim.lsp.get_clients({ bufnr = 0 })[1]
    return client and client.initialized
  end)
  local document = { textDocument = vim.lsp.util.make_text_document_params() }

  local symbols = ask("textDocument/documentSymbol", document)
  same("one block", 1, #symbols)
  same("eight cards", 8, #symbols[1].children)
  same("the first tag", "Russian mediation in Syria fails", symbols[1].children[1].name)

  local function problem(code)
    for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
      if diagnostic.code == code then
        return diagnostic
      end
    end
  end
  await("the problems", function()
    return problem("cite-year-missing")
  end)
  same("the year is missing on line 43", 42, problem("cite-year-missing").lnum)
  same("rubbish on line 9", 8, problem("text-mojibake").lnum)
  local seen = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    local key = ("%d:%d %s"):format(diagnostic.lnum, diagnostic.col, diagnostic.code)
    same(key .. " is shown once", nil, seen[key])
    seen[key] = true
  end

  vim.api.nvim_win_set_cursor(0, { 25, 19 })
  local params = vim.lsp.util.make_position_params(0, vim.lsp.get_clients({ bufnr = 0 })[1].offset_encoding)
  local hover = ask("textDocument/hover", params).contents.value
  same("the hover names the day", true, hover:find("Wednesday, September 15, 2021", 1, true) ~= nil)

  -- Typing the year mends the cite, and the problem goes.
  local line = vim.api.nvim_buf_get_lines(0, 42, 43, true)[1]
  vim.api.nvim_buf_set_lines(0, 42, 43, true, { (line:gsub("9%-1, ,", "9-1, 21,")) })
  await("the problem to go", function()
    return not problem("cite-year-missing")
  end)

  vim.lsp.buf.document_symbol()
  await("the outline in the location list", function()
    return #vim.fn.getloclist(0) == 9
  end)
end

local ok, fault = pcall(run)
io.stdout:write(ok and ("neovim: %d passed, 0 failed\n"):format(passed) or ("neovim: " .. fault .. "\n"))
vim.cmd(ok and "qa!" or "cq!")
