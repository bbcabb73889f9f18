-- `:Debate WORD`.
local M = {}

local words = {
  outline = function()
    require("debate.outline").show()
  end,
  dates = function()
    require("debate.sources").dates()
  end,
  bibliography = function(format)
    require("debate.sources").bibliography(format)
  end,
  install = function()
    require("debate.parser").install()
  end,
}

function M.run(arguments)
  local word = words[arguments[1]]
  if not word then
    local known = table.concat(vim.fn.sort(vim.tbl_keys(words)), ", ")
    return vim.notify(("debate: no command %s: take one of %s"):format(arguments[1], known), vim.log.levels.ERROR)
  end
  word(arguments[2])
end

-- What may follow on the command line `line`, where `typed` already stands.
function M.complete(typed, line)
  local known = vim.fn.sort(vim.tbl_keys(words))
  if line:match("^%s*%S+%s+bibliography%s") then
    known = require("debate.sources").formats
  elseif line:match("^%s*%S+%s+%S+%s") then
    return {}
  end
  return vim.tbl_filter(function(word)
    return vim.startswith(word, typed)
  end, known)
end

return M
