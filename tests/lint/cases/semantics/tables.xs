table "plan" {
  auth = false

  schema {
    int id
    text name filters=trim
    json meta
    enum status?="open" {
      values = ["open", "done"]
    }

    int name //? duplicate-input column `name` is declared twice
  }

  index = [
    {type: "primary", field: [{name: "id"}]}
    {type: "unique", field: [{name: "name"}]}
    {type: "gin", field: [{name: "meta.color", op: "jsonb_path_op"}]}
    {type: "btree", fields: ["status"]}
    {type: "gin", field: [{name: "xdo", op: "jsonb_path_op"}]}
    {type: "btree", field: [{name: "created_at", op: "desc"}]}
    {type: "btree", field: [{name: "nmae"}]} //? table-index did you mean `name`?
    {type: "btre", field: [{name: "name"}]} //? table-index did you mean `btree`?
    {type: "btree"} //? table-index an index is an object
    "name" //? table-index an index is an object
    {type: "btree", field: [{name: "na" ~ "me"}]} //? table-constant
  ]

  items = [
    {id: 1, name: "Basic"}
    {name: 5, meta: [1]}
    {names: "x"} //? table-items did you mean `name`?
    {status: "opne"} //? table-items did you mean "open"?
    7 //? table-items an object of its columns
  ]
}
---
table "log" { //? table-schema needs a `schema
  auth = $env.AUTH //? table-constant
}
---
table "key" {
  schema {
    uuid[] id //? table-key an `int` or a `uuid`, not `uuid[]`
    text label
    text Label //? table-column differ in case alone
  }
}
---
table "plan" { //? repeated-table another one at tables.xs:1:1
  schema {
    int id
  }
}
---
table "Plan" { //? repeated-table `plan` and `Plan` differ in case alone
  schema {
    int id
  }
}
