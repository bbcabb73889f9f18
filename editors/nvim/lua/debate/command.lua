-- The command `:Debate`.
local M = {}

local subcommands = {
  outline = function()
    require("debate.outline").show()
  end,
  dates = function()
    require("debate.sources").dates()
  end,
  bibliography = function(format)
    require("debate.sources").bibliography(format)
  end,
  read = function()
    require("debate.reading").show()
  end,
  mark = function()
    require("debate.rewrite").run("mark")
  end,
  promote = function()
    require("debate.rewrite").run("promote")
  end,
  demote = function()
    require("debate.rewrite").run("demote")
  end,
  speech = function(use)
    require("debate.speech")[use == "here" and "use" or "open"]()
  end,
  caselist = function()
    require("debate.speech").copy_for_caselist()
  end,
  install = function()
    require("debate.parser").install()
  end,
}

function M.run(arguments)
  local subcommand = subcommands[arguments[1]]
  if not subcommand then
    local names = table.concat(vim.fn.sort(vim.tbl_keys(subcommands)), ", ")
    local message = ("debate: unknown command %s: use one of %s"):format(arguments[1], names)
    return vim.notify(message, vim.log.levels.ERROR)
  end
  subcommand(arguments[2])
end

-- The completions of `typed`, the last word of the command line `line`.
function M.complete(typed, line)
  local candidates = vim.fn.sort(vim.tbl_keys(subcommands))
  if line:match("^%s*%S+%s+bibliography%s") then
    candidates = require("debate.sources").formats
  elseif line:match("^%s*%S+%s+%S+%s") then
    return {}
  end
  return vim.tbl_filter(function(candidate)
    return vim.startswith(candidate, typed)
  end, candidates)
end

return M
