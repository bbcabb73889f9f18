-- Briefs are known by their endings.
vim.filetype.add({
  extension = { debate = "debate", brief = "debate", cards = "debate" },
})
