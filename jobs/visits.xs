run.job "Visits" {
  main = {name: "visits", input: {page: "home"}}
}
---
// Counts a visit of a page, and tells which pages are visited most.
// With `--database FILE` or a DATABASE_URL the counts are kept from run to run; else they begin anew.
function "visits" {
  input {
    // The page that was visited
    text page filters=trim|lower|min:1

    // How many pages to tell
    int top?=3 filters=min:1
  }

  stack {
    // As one step: two runs that count the same page at once do not lose a visit.
    db.transaction {
      stack {
        db.get "page_visits" {
          field_name = "page"
          field_value = $input.page
          lock = true
        } as $known

        db.add_or_edit "page_visits" {
          field_name = "page"
          field_value = $input.page
          data = {
            page   : $input.page
            visits : ($known|get:"visits":0) + 1
            last_at: now
          }
        } as $visited
      }
    }

    db.query "page_visits" {
      sort = {visits: "desc", page: "asc"}
      return = {
        type  : "list"
        paging: {per_page: $input.top, metadata: false}
      }

      output = ["page", "visits"]
    } as $most
  }

  response = {
    page  : $visited.page
    visits: $visited.visits
    most  : $most
  }
}
---
table "page_visits" {
  schema {
    int id
    text page filters=trim|lower
    int visits
    timestamp? last_at
  }

  index = [
    {type: "primary", field: [{name: "id"}]}
    {type: "btree|unique", field: [{name: "page"}]}
  ]
}
