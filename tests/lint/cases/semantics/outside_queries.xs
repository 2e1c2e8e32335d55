function "columns" {
  input {
    text name
    text[] tags
  }

  stack {
    db.query "user" {
      where = $db.user.name includes $input.name && $db.user.tags not overlaps $input.tags && ($db.user.age between 1:9)
      join = {
        team: {table: "team", where: $db.user.team_id == $db.team.id}
      }
      eval = {far: $db.user.place|distance:$input.name, n: $db.user.tags|length, team: $db.team.name ~ "!"}
      return = {type: "list", paging: {page: 1}}
    } as $users

    db.get "user" {
      field_name = "id"
      field_value = $db.user.id //? outside-query `$db` stands for columns
      addon = [
        {name: "posts", input: {id: $output.id}, addon: [{name: "likes", input: {id: $output.post.id}}]}
      ]
    } as $user

    db.query "user" {
      where = $input.name includes "a" //? outside-query the operator `includes`
      sort = {name: "asc"}
    } as $others

    conditional {
      if ($user.tags overlaps $input.tags) { //? outside-query ($list|intersect:$other|count) > 0
        var $_far {
          value = $user.place|distance:$input.name //? unknown-filter there is no filter `distance`
        }
      }
    }

    db.query "user" {
      where = ($db.user.age|between:1) == true //? filter-arguments `between` takes 2 arguments, but got 1
      eval = {n: $db.user.tags|lenght} //? unknown-filter there is no filter `lenght`
    } as $wrong

    !var $off {
      value = $db.user.name
    }
  }

  response = [$users, $user, $others, $wrong, $output] //? unset-var nothing sets `$output`
}
