-- The motions `]b`, `]t`, `]c` and their opposites. A count that is too high goes to the last target.
local M = {}

local tree = require("debate.tree")

-- Moves the cursor to the next (step 1) or previous (step -1) target. Targets are {row, column} from 0, in order.
-- Returns whether there is one.
local function go(targets, step)
  local line, column = unpack(vim.api.nvim_win_get_cursor(0))
  local row = line - 1
  local ahead = {}
  for _, target in ipairs(targets) do
    local after = target[1] > row or (target[1] == row and target[2] > column)
    local before = target[1] < row or (target[1] == row and target[2] < column)
    if step > 0 and after then
      ahead[#ahead + 1] = target
    elseif step < 0 and before then
      table.insert(ahead, 1, target)
    end
  end
  local destination = ahead[math.min(vim.v.count1, #ahead)]
  if not destination then
    return false
  end
  vim.cmd("normal! m'")
  vim.api.nvim_win_set_cursor(0, { destination[1] + 1, destination[2] })
  vim.cmd("normal! zv")
  return true
end

local function starts(nodes)
  return vim.tbl_map(function(node)
    local row, column = node:start()
    return { row, column }
  end, nodes)
end

-- Whether a diagnostic is about a cite, by the prefix of its rule.
local function is_about_cite(diagnostic)
  local prefix = tostring(diagnostic.code):match("^(%a+)%-")
  return prefix == "cite" or prefix == "date" or prefix == "url"
end

-- The first problem of each line, so that a motion goes from cite to cite. Skips hints, which are about typography.
local function problems()
  local targets, last = {}, nil
  local found = vim.diagnostic.get(0, { severity = { min = vim.diagnostic.severity.INFO } })
  table.sort(found, function(a, b)
    return a.lnum < b.lnum or (a.lnum == b.lnum and a.col < b.col)
  end)
  for _, diagnostic in ipairs(found) do
    if is_about_cite(diagnostic) and diagnostic.lnum ~= last then
      last = diagnostic.lnum
      targets[#targets + 1] = { diagnostic.lnum, diagnostic.col }
    end
  end
  return targets
end

local function go_to_problem(step)
  -- In diff mode, `]c` goes to the next difference, as usual.
  if vim.wo.diff then
    vim.cmd.normal({ vim.v.count1 .. (step > 0 and "]c" or "[c"), bang = true })
    return
  end
  if go(problems(), step) and vim.api.nvim_get_mode().mode == "n" then
    -- Scheduled, because the cursor movement would close the float.
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
