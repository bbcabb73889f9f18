-- Where `]b`, `]t`, `]c` and their opposites go. With a count, that many times; as far as there are places.
local M = {}

local tree = require("debate.tree")

-- Moves the cursor to the place before (step -1) or after (step 1) it. Places are {row, column}, from 0, in order.
local function go(places, step)
  local line, column = unpack(vim.api.nvim_win_get_cursor(0))
  local row = line - 1
  local ahead = {}
  for _, place in ipairs(places) do
    local after = place[1] > row or (place[1] == row and place[2] > column)
    local before = place[1] < row or (place[1] == row and place[2] < column)
    if step > 0 and after then
      ahead[#ahead + 1] = place
    elseif step < 0 and before then
      table.insert(ahead, 1, place)
    end
  end
  local goal = ahead[math.min(vim.v.count1, #ahead)]
  if not goal then
    return false
  end
  vim.cmd("normal! m'")
  vim.api.nvim_win_set_cursor(0, { goal[1] + 1, goal[2] })
  vim.cmd("normal! zv")
  return true
end

local function starts(nodes)
  return vim.tbl_map(function(node)
    local row, column = node:start()
    return { row, column }
  end, nodes)
end

-- What is wrong with cites has a rule whose name begins so. Mere typography, a hint, is not worth a stop.
local function of_a_cite(diagnostic)
  local family = tostring(diagnostic.code):match("^(%a+)%-")
  return family == "cite" or family == "date" or family == "url"
end

-- The first problem of each line: the parts of one cite are not gone through one by one.
local function problems()
  local places, last = {}, nil
  local found = vim.diagnostic.get(0, { severity = { min = vim.diagnostic.severity.INFO } })
  table.sort(found, function(a, b)
    return a.lnum < b.lnum or (a.lnum == b.lnum and a.col < b.col)
  end)
  for _, diagnostic in ipairs(found) do
    if of_a_cite(diagnostic) and diagnostic.lnum ~= last then
      last = diagnostic.lnum
      places[#places + 1] = { diagnostic.lnum, diagnostic.col }
    end
  end
  return places
end

local function go_to_problem(step)
  -- In a comparison of two files, `]c` goes to the next difference, as it always does.
  if vim.wo.diff then
    vim.cmd.normal({ vim.v.count1 .. (step > 0 and "]c" or "[c"), bang = true })
    return
  end
  if go(problems(), step) and vim.api.nvim_get_mode().mode == "n" then
    -- Later: that the cursor moved would close it.
    vim.schedule(function()
      vim.diagnostic.open_float({ scope = "line", focus = false })
    end)
  end
end

function M.next_section()
  go(starts(tree.sections(0)), 1)
end

function M.previous_section()
  go(starts(tree.sections(0)), -1)
end

function M.next_card()
  go(starts(tree.cards(0)), 1)
end

function M.previous_card()
  go(starts(tree.cards(0)), -1)
end

function M.next_problem()
  go_to_problem(1)
end

function M.previous_problem()
  go_to_problem(-1)
end

return M
