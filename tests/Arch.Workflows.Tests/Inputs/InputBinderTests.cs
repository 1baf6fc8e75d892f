using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;
using Arch.Workflows.Inputs;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Inputs;

public sealed class InputBinderTests
{
    private static readonly InputDefinition[] Declared =
    [
        new("name", TypeShape.String with { Min = 2, Max = 5 }, false),
        new("count", TypeShape.Integer with { Min = 1, Max = 9, Default = Value.From(3) }, false),
        new("ratio", TypeShape.Number, true),
        new("sure", TypeShape.Boolean, true),
        new("day", TypeShape.Of(ShapeKind.Date), true),
        new("at", TypeShape.Of(ShapeKind.DateTime), true),
        new("span", TypeShape.Of(ShapeKind.Duration), true),
        new("color", Shapes.Words("red", "green"), true),
        new("mail", TypeShape.String with { Format = "email" }, true),
        new("code", TypeShape.String with { Pattern = "^[A-Z]{2}$" }, true),
        new("tags", TypeShape.ArrayOf(TypeShape.String) with { Max = 2 }, true),
        new("order", Shapes.Object(("id", TypeShape.String), ("qty?", TypeShape.Integer with { Default = Value.From(1) })), true),
    ];

    [Fact]
    public void Bind_Texts_BecomeValuesOfTheirTypes()
    {
        var binding = Bind(("name", "Ada"), ("count", "4"), ("ratio", "1.5e2"), ("sure", "true"), ("day", "2026-11-23"), ("tags", "[\"a\"]"), ("order", "{\"id\":\"7\"}"));

        binding.Problems.ShouldBeEmpty();
        ValueJson.ToJson(binding.Inputs).ShouldBe(
            """{"name":"Ada","count":4,"ratio":150,"sure":true,"day":"2026-11-23","tags":["a"],"order":{"id":"7","qty":1}}""");
    }

    [Fact]
    public void Bind_NumberForText_StaysText() => Bind(("name", "12")).Inputs["name"].ShouldBe(Value.From("12"));

    [Fact]
    public void Bind_TextAndValue_TextWins()
    {
        var given = ValueJson.Parse("""{"name":"Ada","count":2}""");

        var binding = InputBinder.Bind(Declared, given, [new("count", "5"), new("count", "6")]);

        binding.Inputs["count"].ShouldBe(Value.From(6));
    }

    [Fact]
    public void Bind_NothingGiven_TakesDefaultsAndReportsWhatIsMissing()
    {
        var binding = InputBinder.Bind(Declared, default);

        binding.Inputs["count"].ShouldBe(Value.From(3));
        binding.Problems.ShouldHaveSingleItem().ToString().ShouldBe("ARCH1102 input 'name' is missing; it must be a string.");
    }

    [Theory]
    [InlineData("name", "A", "input 'name' must be at least 2 characters long, but is 1.")]
    [InlineData("name", "Charles", "input 'name' must be at most 5 characters long, but is 7.")]
    [InlineData("count", "many", "input 'count' must be an integer, but is \"many\" (a string).")]
    [InlineData("count", "1.5", "input 'count' must be an integer, but is 1.5 (a number).")]
    [InlineData("count", "10", "input 'count' must be at most 9, but is 10.")]
    [InlineData("ratio", "NaN", "input 'ratio' must be a number, but is \"NaN\" (a string).")]
    [InlineData("sure", "yes", "input 'sure' must be a boolean, but is \"yes\" (a string).")]
    [InlineData("day", "2026-02-30", "input 'day' must be a date such as 2026-11-23, but is \"2026-02-30\" (a string).")]
    [InlineData("at", "2026-11-23", "input 'at' must be a moment such as 2026-11-23T09:30:00Z, but is \"2026-11-23\" (a string).")]
    [InlineData("at", "2026-11-23T25:00:00Z", "input 'at' must be a moment such as 2026-11-23T09:30:00Z, but is \"2026-11-23T25:00:00Z\" (a string).")]
    [InlineData("span", "5 minutes", "input 'span' must be a duration such as 250ms, 10s, 5m, 2h, 1d or 1h30m, but is \"5 minutes\" (a string).")]
    [InlineData("color", "blue", "input 'color' must be one of \"red\", \"green\", but is \"blue\" (a string).")]
    [InlineData("mail", "nobody", "input 'mail' must be of the format 'email', but is \"nobody\" (a string).")]
    [InlineData("code", "xy", "input 'code' must match the pattern ^[A-Z]{2}$, but is \"xy\" (a string).")]
    [InlineData("tags", "a,b", "input 'tags' must be an array of strings, but is \"a,b\" (a string).")]
    [InlineData("tags", "[\"a\",\"b\",\"c\"]", "input 'tags' must be at most 2 elements long, but is 3.")]
    [InlineData("tags", "[1]", "input 'tags': '[0]' must be a string, but is 1 (a number).")]
    [InlineData("order", "{}", "input 'order': 'id' is missing; it must be a string.")]
    [InlineData("order", "{\"id\":\"1\",\"qty\":\"x\"}", "input 'order': 'qty' must be an integer, but is \"x\" (a string).")]
    public void Bind_ValueThatDoesNotFit_SaysWhatWasSeenAndWanted(string input, string text, string message)
    {
        var problem = Bind(("name", "Ada"), (input, text)).Problems.ShouldHaveSingleItem();

        (problem.Code, problem.Input, problem.Message).ShouldBe(("ARCH1103", input, message));
    }

    [Fact]
    public void Bind_ManyProblems_FindsAll()
    {
        var binding = Bind(("nme", "Ada"), ("count", "0"), ("sure", "1"), ("zzz", "1"));

        binding.Problems.Select(problem => $"{problem.Code} {problem.Input}")
            .ShouldBe(["ARCH1101 nme", "ARCH1101 zzz", "ARCH1102 name", "ARCH1103 count", "ARCH1103 sure"]);
        binding.Problems[0].Remedy.ShouldBe("Did you mean 'name'?");
    }

    [Fact]
    public void Bind_NullForOptional_IsLeftOut() =>
        InputBinder.Bind(Declared, ValueJson.Parse("""{"name":"Ada","ratio":null}""")).Inputs["ratio"].IsUndefined.ShouldBeTrue();

    [Fact]
    public void Bind_NoObject_IsRefused() =>
        InputBinder.Bind([], ValueJson.Parse("[1]")).Problems.ShouldHaveSingleItem().Code.ShouldBe("ARCH1103");

    [Fact]
    public void Check_ManyWrongElements_StopsSomewhere()
    {
        var value = ValueJson.Parse("[" + string.Join(',', Enumerable.Repeat("1", 10_000)) + "]");

        ShapeCheck.Check(value, TypeShape.ArrayOf(TypeShape.String)).Count.ShouldBe(20);
    }

    [Fact]
    public void Check_CatastrophicPattern_EndsAtOnce()
    {
        var shape = TypeShape.String with { Pattern = "^(a+)+$" };

        ShapeCheck.Check(Value.From(new string('a', 50_000) + "b"), shape).Count.ShouldBe(1);
    }

    private static InputBinding Bind(params (string Name, string Text)[] texts) =>
        InputBinder.Bind(Declared, default, [.. texts.Select(text => KeyValuePair.Create(text.Name, text.Text))]);
}
