-- The parser comes by itself, and again when the grammar has changed; where it cannot be built, that is said once.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")
local parser = require("debate.parser")

local function bytes(path)
  return vim.fn.readblob(path)
end

expect.run("parser", function()
  -- Whatever the specs before this one built.
  vim.fn.delete(parser.site(), "rf")
  local said = {}
  ---@diagnostic disable-next-line: duplicate-set-field
  vim.notify = function(message)
    if vim.startswith(message, "debate: ") then
      said[#said + 1] = message
    end
  end

  -- No compiler: the brief opens all the same.
  local find = parser.compiler
  parser.compiler = function() end
  vim.cmd.edit(expect.seed)
  expect.same("it is a brief", "debate", vim.bo.filetype)
  expect.same("why there are no colours is said", 1, #said)
  expect.holds("with what to do", said[1], "install gcc or clang")
  vim.cmd.edit(vim.fn.tempname() .. ".debate")
  expect.same("once", 1, #said)
  expect.type("]t")
  expect.same("keys that need the parser do nothing", 1, vim.fn.line("."))
  parser.compiler = find

  -- A build that is broken off, as by :qa!, leaves nothing that would be taken for a parser.
  local slow = [[
    while [ "$1" != -o ]; do shift; done
    echo half >"$2"
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
  local half
  expect.await("a half-made file", function()
    half = vim.fn.globpath(parser.site(), "**/*debate*", false, true)[1]
    return half ~= nil
  end)
  vim.o.runtimepath = vim.o.runtimepath
  expect.same("no parser yet", nil, parser.installed())
  vim.fn.delete(half)
  expect.await("the end of it", function()
    return ended
  end)
  parser.compiler = find

  -- Asked for, it is built, and all briefs are coloured.
  vim.cmd.edit(expect.seed)
  vim.cmd("Debate install")
  expect.await("the parser", expect.coloured)
  expect.await("word of it", function()
    return #said == 2
  end)
  expect.holds("the word", said[2], parser.target())
  expect.same("it is as new as the grammar", false, parser.stale())
  expect.same("no half-made file is left", { "debate.so" }, vim.fn.readdir(vim.fs.dirname(parser.target())))

  -- There is one source of queries, the grammar.
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
  expect.same("an old parser is known", true, parser.stale())

  -- A compiler that fails.
  parser.compiler = function()
    return { "false" }
  end
  vim.cmd("Debate install")
  expect.await("word of the failure", function()
    return #said == 3
  end)
  expect.holds("it names the compiler", said[3], "false failed")
end)
