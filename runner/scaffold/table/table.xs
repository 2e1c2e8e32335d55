// What stands on the list. The rows of `items` are there from the start.
table "item" {
  schema {
    int id
    text title filters=trim
    enum state?=open {
      values = ["open", "done"]
    }
  }

  index = [
    {type: "primary", field: [{name: "id"}]}
    {type: "btree|unique", field: [{name: "title"}]}
  ]

  items = [{title: "Water the plants"}]
}
