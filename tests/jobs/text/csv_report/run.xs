run.job "Sales report" {
  main = {
    name: "sales_report"
    input: {
      csv: "date,region,units,price\n2026-01-03,North,10,2.50\n2026-01-03,South,3,19.99\n2026-02-01,North,1,2.50\n"
    }
  }
}
