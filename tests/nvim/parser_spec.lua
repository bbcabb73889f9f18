-- The plugin builds the parser by itself, and again when the grammar changes. If it cannot, it says so once.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")
local parser = require("debate.parser")

local function bytes(path)
  return vim.fn.readblob(path)
end

expect.run("parser", function()
  -- Delete what earlier specs built.
  vim.fn.delete(parser.site(), "rf")
  local messages = {}
  ---@diagnostic disable-next-line: duplicate-set-field
  vim.notify = function(message)
    if vim.startswith(message, "debate: ") then
      messages[#messages + 1] = message
    end
  end

  -- Without a compiler, the brief opens anyway.
  local find_compiler = parser.compiler
  parser.compiler = function() end
  vim.cmd.edit(expect.seed)
  expect.same("the file is a brief", "debate", vim.bo.filetype)
  expect.same("a message says why there is no highlighting", 1, #messages)
  expect.contains("and what to do", messages[1], "Install gcc or clang")
  vim.cmd.edit(vim.fn.tempname() .. ".debate")
  expect.same("only once", 1, #messages)
  expect.type("]t")
  expect.same("keys that need the parser do nothing", 1, vim.fn.line("."))
  parser.compiler = find_compiler

  -- An interrupted build, as by :qa!, leaves nothing that could be mistaken for a parser.
  local slow = [[
    while [ "$1" != -o ]; do shift; done
    echo unfinished >"$2"
    while [ -e "$2" ]; do sleep 0.05; done
    exit 1
  ]]
  parser.compiler = function()
    return { "sh", "-c", slow, "cc" }
  end
  local ended = false
  parser.build(function()
    ended = true
  end)
  local unfinished
  expect.await("an unfinished file", function()
    unfinished = vim.fn.globpath(parser.site(), "**/*debate*", false, true)[1]
    return unfinished ~= nil
  end)
  vim.o.runtimepath = vim.o.runtimepath
  expect.same("no parser yet", nil, parser.installed())
  vim.fn.delete(unfinished)
  expect.await("the end of the build", function()
    return ended
  end)
  parser.compiler = find_compiler

  -- On request, it is built, and all briefs are highlighted.
  vim.cmd.edit(expect.seed)
  vim.cmd("Debate install")
  expect.await("the parser", expect.is_highlighted)
  expect.await("the message", function()
    return #messages == 2
  end)
  expect.contains("the message", messages[2], parser.target())
  expect.same("it is up to date", false, parser.stale())
  expect.same("no unfinished file is left", { "debate.so" }, vim.fn.readdir(vim.fs.dirname(parser.target())))

  -- The queries are those of the grammar.
  local queries = vim.fn.globpath(expect.root .. "/grammar/queries", "*.scm", false, true)
  for _, query in ipairs(queries) do
    local copy = parser.site() .. "/queries/debate/" .. vim.fs.basename(query)
    expect.same(copy .. " is the grammar's", bytes(query), bytes(copy))
  end
  for _, name in ipairs({ "highlights", "folds", "injections", "textobjects" }) do
    expect.same(name .. " fits the parser", true, vim.treesitter.query.get("debate", name) ~= nil)
  end

  -- A grammar that is newer than the parser.
  vim.uv.fs_utime(parser.target(), 0, 0)
  expect.same("an old parser is stale", true, parser.stale())

  -- A compiler that fails.
  parser.compiler = function()
    return { "false" }
  end
  vim.cmd("Debate install")
  expect.await("the error message", function()
    return #messages == 3
  end)
  expect.contains("it names the compiler", messages[3], "false failed")
end)
