// Adds an item unless it is there, and gives all that are open, the newest first.
function "@NAME@" {
  description = "A list that is kept in a table"

  input {
    text title filters=trim|min:1 {
      description = "What to put on the list"
    }

    bool done?=false {
      description = "Whether it is done already"
    }
  }

  stack {
    db.add_or_edit "item" {
      field_name = "title"
      field_value = $input.title
      data = {
        title: $input.title
        state: $input.done ? "done" : "open"
      }
    } as $item

    db.query "item" {
      where = $db.item.state == "open"
      sort = {id: "desc"}
      output = ["id", "title"]
    } as $open
  }

  response = {item: $item, open: $open}
}
