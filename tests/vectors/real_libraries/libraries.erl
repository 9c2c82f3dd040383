%% The answers of brod's `hash`, which is erlang:phash2(Key) rem N (src/brod_utils.erl). Keys on stdin, one a line, as
%% hexadecimal; brod's version and the partition counts as arguments. One line: label, TAB, its answers for a null key (the
%% atom undefined), TAB, its answers for every key.
-module(libraries).
-export([main/1]).

main([Version | Texts]) ->
    io:setopts([{encoding, latin1}]),
    Counts = [list_to_integer(Text) || Text <- Texts],
    {ok, Place} = place(),
    Answers = fun(Key) -> [integer_to_list(element(2, Place(<<"t">>, N, Key, <<>>))) || N <- Counts] end,
    Null = lists:join($\s, Answers(undefined)),
    All = lists:join($\s, lists:flatmap(Answers, keys())),
    io:format("brod ~s hash\t~s\t~s~n", [Version, Null, All]).

place() -> {ok, brod_utils:make_part_fun(hash)}.

keys() ->
    case io:get_line("") of
        eof -> [];
        Line -> [binary:decode_hex(list_to_binary(string:trim(Line))) | keys()]
    end.
