-- Cutting: the keys of Verbatim’s users, on the word at the cursor and on a selection.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")

local brief = {
  "### AT: Talks", -- 1
  "", -- 2
  "#### Talks fail", -- 3
  "", -- 4
  "Choi 21, Joseph Choi, “Kremlin shrugs,” The Hill, 9-2-21, https://example.org/a", -- 5
  "", -- 6
  "The talks are off — “for good”, said the spokesman.", -- 7
  "", -- 8
  "They were never on.", -- 9
}

-- Types keys, and waits until the server has changed the line to `text`.
local function cuts(keys, line, column, text)
  expect.cursor(line, column)
  expect.type(keys)
  expect.await(
    ("%s makes line %d “%s”, which is “%s”"):format(keys, line, text, vim.fn.getline(line)),
    function()
      return vim.fn.getline(line) == text
    end
  )
end

expect.run("cutting", function()
  local messages = expect.messages()
  expect.open(brief)
  expect.server()

  cuts("<F9>", 7, 5, "The __talks__ are off — “for good”, said the spokesman.")
  cuts("<F9>", 7, 7, brief[7])
  -- After a dash and quotation marks, whose bytes are more than one.
  local good = vim.fn.stridx(brief[7], "for")
  cuts("ve<F10>", 7, good, (brief[7]:gsub("for", "**for**")))
  cuts("u", 7, 0, brief[7])
  cuts("vee<F11>", 7, good, (brief[7]:gsub("for good", "==for good==")))
  cuts("V<F12>", 7, 0, brief[7])
  expect.same("visual mode has ended", "n", vim.fn.mode())

  cuts("Vjj<F9>", 7, 0, "__" .. brief[7] .. "__")
  expect.same("each paragraph is marked for itself", "__" .. brief[9] .. "__", vim.fn.getline(9))
  cuts("Vjj<F9>", 7, 0, brief[7])
  cuts("Vjj<F3>", 7, 0, brief[7] .. " " .. brief[9])
  cuts("u", 7, 0, brief[7])

  local function faded()
    local namespace = vim.api.nvim_get_namespaces().debate_unread
    local marks = vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true })
    return vim.tbl_map(function(mark)
      return vim.api.nvim_buf_get_text(0, mark[2], mark[3], mark[4].end_row, mark[4].end_col, {})[1]
    end, marks)
  end
  cuts("<F11>", 7, 5, (brief[7]:gsub("talks", "==talks==")))
  expect.await("what is not read is faded", function()
    return vim.deep_equal(faded(), { "The ==", "== are off — “for good”, said the spokesman.", brief[9] })
  end)
  cuts("u", 7, 0, brief[7])
  expect.await("of a card without marks all is read", function()
    return #faded() == 0
  end)
  local styles = {}
  for level = 1, 4 do
    styles[level] = vim.inspect(vim.api.nvim_get_hl(0, { name = ("@markup.heading.%d.debate"):format(level) }))
  end
  expect.same(
    "four levels look different",
    4,
    vim.tbl_count(vim.iter(styles):fold({}, function(found, style)
      found[style] = true
      return found
    end))
  )

  cuts("<F5>", 3, 0, "## Talks fail")
  cuts("<F7>", 3, 0, "#### Talks fail")

  expect.cursor(1)
  expect.type("<F9>")
  expect.await("a message", function()
    return #messages > 0
  end)
  expect.contains("it says what to do", messages[1], "Select words of the quoted evidence")
end)
