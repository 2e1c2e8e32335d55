function "asked" {
  input {
    int page?=1
    text way?=asc
    text kind?=list
  }

  stack {
    db.query "post" {
      where = $db.post.title != null && ($db.post.tags|length) > 1
      sort = {created_at: "desc", title: "rand", post.id: $input.way}
      return = {type: "list", distinct: "yes", paging: {page: $input.page, per_page: 10, totals: true}}
      addon = [
        {name: "author", input: {user_id: $output.user_id}, as: "author", output: ["name"]}
      ]
    } as $posts

    db.query "post" {
      sort = [{sortBy: "id", orderBy: "desc"}, {title: "asc"}]
      return = {type: $input.kind, group: {x: $db.post.id}, paging: null}
    } as $kinds

    db.query "post" {
      sort = {created_at: "descending"} //? query-form did you mean `desc`?
      return = {type: "lists"} //? query-form did you mean `list`?
    } as $a

    db.query "post" {
      sort = [{field: "id", order: "up"}] //? query-form there is no order `up`
      return = {type: "list", paging: {page: 1, perpage: 10}} //? query-form did you mean `per_page`?
    } as $b

    db.query "post" {
      return = {type: "single", limit: 1} //? query-form `return` of type `single` has no `limit`
    } as $c

    db.query "post" {
      join = {
        user: {table: "user", type: "outer", where: $db.user.id == $db.post.user_id} //? query-form no join of type `outer`
        friend: {table: "user", on: $db.friend.id == $db.post.user_id} //? query-form did you mean `where`?
        none: {table: "user"} //? query-form the join `none` needs a `where`
      }
      addon = {nme: "author"} //? query-form did you mean `name`?
    } as $d

    db.get "post" {
      field_value = 1
      addon = [{input: {a: $output.id}}] //? query-form an addon needs its `name`
    } as $e

    db.query "post" {
      return = {type: "aggregate", group: {user: $db.post.user_id}, eval: {n: $db.post.id|count, m: $db.post.price|mul:2|sum}}
    } as $f
  }

  response = [$posts, $kinds, $a, $b, $c, $d, $e, $f]
}
