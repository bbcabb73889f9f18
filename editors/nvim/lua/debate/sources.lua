-- `:Debate dates` and `:Debate bibliography`: the sources of a brief.
local M = {}

local list = require("debate.list")
local server = require("debate.server")

-- Runs `debate-ls` with these arguments on the buffer's text, saved or not, and calls `on_output` with its output.
local function run_on_buffer(arguments, on_output)
  local command = vim.list_extend({ server.program() }, arguments)
  local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), "\n") .. "\n"
  local folder = vim.fn.expand("%:p:h")
  local started = pcall(vim.system, command, {
    stdin = text,
    text = true,
    cwd = vim.fn.isdirectory(folder) == 1 and folder or nil,
  }, function(result)
    vim.schedule(function()
      if result.code == 0 then
        on_output(result.stdout)
      else
        vim.notify("debate: " .. vim.trim(result.stderr), vim.log.levels.ERROR)
      end
    end)
  end)
  if not started then
    vim.notify(("debate: cannot run %s. See :checkhealth debate"):format(command[1]), vim.log.levels.ERROR)
  end
end

local function author(csl)
  local first = (csl.author or {})[1]
  return first and (first.family or first.literal) or csl["container-title"] or ""
end

-- The cites of all cards, by date: those without a date first, then the oldest.
local function cites_by_date(cards)
  local rows = {}
  for _, card in ipairs(cards) do
    for _, cite in ipairs(card.cites) do
      rows[#rows + 1] = {
        date = cite.issued.edtf or "",
        author = author(cite.csl),
        tag = card.tag and card.tag.text or "",
        line = cite.start[1],
        column = cite.start[2] + 1,
      }
    end
  end
  table.sort(rows, function(a, b)
    -- An unknown month or day (`X`) sorts before a known one.
    local first, second = a.date:gsub("X", " "), b.date:gsub("X", " ")
    if first ~= second then
      return first < second
    end
    return a.line < b.line
  end)
  return rows
end

-- Pads `text` with spaces to `cells` screen cells.
local function pad(text, cells)
  return text .. (" "):rep(cells - vim.fn.strdisplaywidth(text))
end

local function max_width(rows, column)
  local cells = 0
  for _, row in ipairs(rows) do
    cells = math.max(cells, vim.fn.strdisplaywidth(row[column]))
  end
  return cells
end

-- All sources by date, in the location list.
function M.dates()
  local buffer, window = vim.api.nvim_get_current_buf(), vim.api.nvim_get_current_win()
  run_on_buffer({ "parse", "--format", "json", "-" }, function(printed)
    local parsed = vim.json.decode(printed, { luanil = { object = true, array = true } })
    local rows = cites_by_date(parsed.cards)
    for _, row in ipairs(rows) do
      row.date = row.date == "" and "no date" or row.date
    end
    local date_width, author_width = max_width(rows, "date"), max_width(rows, "author")
    local items = vim.tbl_map(function(row)
      return {
        bufnr = buffer,
        lnum = row.line,
        col = row.column,
        text = ("%s  %s  %s"):format(pad(row.date, date_width), pad(row.author, author_width), row.tag),
      }
    end, rows)
    list.show(window, "Dates of the sources", items)
  end)
end

M.formats = { "table", "bibtex", "csl-json" }

local filetypes = { table = "", bibtex = "bib", ["csl-json"] = "json" }

-- Shows the bibliography in a new window, to read or to save.
function M.bibliography(format)
  format = format or M.formats[1]
  if not filetypes[format] then
    return vim.notify(
      ("debate: unknown format %s: use one of %s"):format(format, table.concat(M.formats, ", ")),
      vim.log.levels.ERROR
    )
  end
  run_on_buffer({ "cites", "--format", format, "-" }, function(printed)
    vim.cmd.new()
    vim.bo.buftype = "nofile"
    vim.bo.bufhidden = "wipe"
    vim.bo.swapfile = false
    vim.api.nvim_buf_set_lines(0, 0, -1, true, vim.split(vim.trim(printed), "\n"))
    vim.bo.filetype = filetypes[format]
    vim.bo.modified = false
  end)
end

return M
