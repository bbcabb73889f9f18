-- `:help debate` and `:checkhealth debate`.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")

local doc = expect.root .. "/editors/nvim/doc"

local function health()
  vim.cmd("checkhealth debate")
  expect.await("the health check", function()
    return vim.bo.filetype == "checkhealth" and vim.fn.search("^debate:") > 0
  end)
  local text = table.concat(expect.lines(), "\n")
  vim.cmd("bwipeout!")
  return text
end

expect.run("help", function()
  local committed = vim.fn.readfile(doc .. "/tags")
  local copy = vim.fn.tempname()
  vim.fn.mkdir(copy)
  vim.uv.fs_copyfile(doc .. "/debate.txt", copy .. "/debate.txt")
  vim.cmd.helptags(copy)
  expect.same("doc/tags is what :helptags makes", vim.fn.readfile(copy .. "/tags"), committed)

  vim.cmd.help("debate")
  expect.same("the help opens", doc .. "/debate.txt", vim.api.nvim_buf_get_name(0))
  local help = table.concat(expect.lines(), "\n")
  for _, line in ipairs(expect.lines()) do
    expect.same("it fits 78 columns: " .. line, true, vim.fn.strdisplaywidth(line) <= 78)
  end
  -- Every |link| has a target.
  local tags = {}
  for _, line in ipairs(committed) do
    tags[line:match("^[^\t]+")] = true
  end
  -- Neovim 0.10 does not have these keys.
  local newer = vim.fn.has("nvim-0.11") == 0 and { ["]b"] = true, ["[b"] = true, ["]t"] = true, ["[t"] = true } or {}
  for link in help:gmatch("|([^|%s]+)|") do
    local known = newer[link] or tags[link] or vim.list_contains(vim.fn.getcompletion(link, "help"), link)
    expect.same("|" .. link .. "| exists", true, known)
  end
  vim.cmd.helpclose()

  expect.open(expect.seed)
  expect.server()
  for _, key in ipairs(vim.api.nvim_buf_get_keymap(0, "x")) do
    expect.contains(key.lhs .. " is documented", help, "\n" .. key.lhs:gsub("^%[", "]"))
  end
  for _, word in ipairs(vim.fn.getcompletion("Debate ", "cmdline")) do
    expect.contains(word .. " is documented", help, "\n:Debate " .. word)
  end

  local well = health()
  for _, part in ipairs({
    "OK debate-ls ",
    "OK running",
    "OK C compiler",
    "parser/debate.so",
    "OK query highlights",
  }) do
    expect.contains("no problems", well, part)
  end
  expect.same("no error:\n" .. well, nil, well:find("ERROR ", 1, true))
  expect.same("no warning:\n" .. well, nil, well:find("WARNING ", 1, true))

  if vim.lsp.config then
    vim.lsp.config("debate_ls", { cmd = { "no-such-program" } })
    expect.contains("a missing program", health(), "no-such-program is not on your PATH")
  end
  vim.uv.fs_utime(require("debate.parser").target(), 0, 0)
  expect.contains("an old parser", health(), "is older than the grammar")
end)
