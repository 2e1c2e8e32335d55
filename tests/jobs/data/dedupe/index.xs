run.job "Remove duplicates" {
  main = {
    name: "dedupe"
    input: {
      contacts: [
        { id: 1, email: "Ada@Example.org", phone: null, updated: "2026-01-01" }
        { id: 2, email: "bob@example.org", phone: "1", updated: "2026-01-02" }
        { id: 3, email: " ada@example.org", phone: "22", updated: "2025-12-31" }
        { id: 4, email: "", phone: "3", updated: "2026-01-01" }
        { id: 5, email: null, phone: "4", updated: "2026-01-01" }
      ]
    }
  }
}
---
// Contacts with one address become one: the newest, filled up from the older ones.
function "dedupe" {
  input {
    json contacts
  }

  stack {
    var $kept { value = {} }
    var $merged { value = {} }

    // Newest first, so that what is there already wins
    foreach ($input.contacts|sort:"updated":"text":false) {
      each as $contact {
        var $key { value = ($contact.email ?? "")|trim|to_lower }

        conditional {
          if ($key|is_empty) {
            // Nothing to compare by
            var $key { value = "#" ~ $contact.id }
          }
        }

        conditional {
          if ($kept|has:("rows." ~ ($key|md5))) {
            var $before { value = $kept.rows[$key|md5] }
            var.update $merged["" ~ $before.id] {
              value = ($merged|get:$before.id:[])|push:$contact.id
            }

            foreach ($contact|keys) {
              each as $field {
                conditional {
                  if (($before|get:$field) === null) {
                    var.update $before[$field] { value = $contact[$field] }
                  }
                }
              }
            }

            var.update $kept.rows[$key|md5] { value = $before }
          }
          else {
            var.update $kept.rows[$key|md5] { value = $contact|set:"email":($key|starts_with:"#" ? null : $key) }
          }
        }
      }
    }
  }

  response = {
    contacts: $kept|get:"rows":{}|values|sort:"id":"number"
    merged: $merged
  }
}
