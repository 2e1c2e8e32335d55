run.job "Upload a report" {
  main = {
    name: "upload_report"
    input: { title: "Q1 \"final\"", rows: [["item", "sold"], ["tea", 12], ["milk, fresh", 3]] }
  }

  env = ["FILES_URL", "FILES_TOKEN"]
}
