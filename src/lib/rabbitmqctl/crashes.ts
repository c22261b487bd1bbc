/** What the tools print when a node falls over something that is no object, which it takes for one. */

/** Where it was to list the members of `text`; `places` are those from which that was called. */
export function listedNoMap(text: string, places: string): string {
	return `{{:badmap, ${text}}, [{:maps, :to_list, [${text}], [file: 'maps.erl', line: 581, error_info: %{module: :erl_stdlib_errors}]}, ${places}]}`;
}

/** Where it was to add the members of `text` to a user's limits. */
export function mergedNoMap(text: string): string {
	return `{{:badmap, ${text}}, [{:maps, :merge, [%{}, ${text}], [error_info: %{module: :erl_stdlib_errors}]}, {:internal_user, :update_limits, 3, [file: 'internal_user.erl', line: 206]}, {:rabbit_auth_backend_internal, :"-update_user/2-fun-0-", 2, [file: 'rabbit_auth_backend_internal.erl', line: 584]}, {:mnesia_tm, :apply_fun, 3, [file: 'mnesia_tm.erl', line: 842]}, {:mnesia_tm, :execute_transaction, 5, [file: 'mnesia_tm.erl', line: 818]}, {:rabbit_misc, :"-execute_mnesia_transaction/1-fun-0-", 1, [file: 'rabbit_misc.erl', line: 564]}, {:worker_pool_worker, :"-run/2-fun-0-", 3, [file: 'worker_pool_worker.erl', line: 69]}]}`;
}
