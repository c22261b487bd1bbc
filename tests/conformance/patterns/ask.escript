#!/usr/bin/env escript
%% Asks Erlang what it makes of patterns: `escript ask.escript patterns.txt`, a pattern a line, prints each with the
%% subjects in which it is found, or with what is wrong with it and where. A \n in a subject is a newline.

subjects() ->
    ["", "a", "ab", "aab", "aB1", "abc", "a\n", "a\nb", "\n", "a.b", "1", " a ", "é", "李", "É", "a-b_c", "order.1.paid", "*"].

main([File]) ->
    io:setopts([{encoding, latin1}]),
    {ok, Text} = file:read_file(File),
    [io:format("~s => ~s~n", [Pattern, answer(Pattern)])
     || Pattern <- binary:split(string:trim(Text), <<"\n">>, [global])].

answer(Pattern) ->
    case re:compile(Pattern) of
        {error, {Reason, Place}} -> io_lib:format("~s at ~w", [Reason, Place]);
        {ok, Compiled} -> io_lib:format("finds ~s", [lists:join("|", found(Compiled))])
    end.

found(Compiled) ->
    [string:replace(Subject, "\n", "\\n", all)
     || Text <- subjects(),
        Subject <- [unicode:characters_to_binary(Text)],
        re:run(Subject, Compiled, [{capture, none}]) =:= match].
