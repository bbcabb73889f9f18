-- Recognizes briefs by their file extensions.
vim.filetype.add({
  extension = { debate = "debate", brief = "debate", cards = "debate" },
})
