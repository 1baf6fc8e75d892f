using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Expressions.Tests.JavaScript;

/// <summary>A step's large output costs an expression only what it reads of it.</summary>
public class LazyDataTests
{
    [Theory]
    [InlineData("big.wanted")]
    [InlineData("[big].map(b => b.wanted)[0]")]
    [InlineData("(({ wanted }) => wanted)(big)")]
    [InlineData("[big].filter(b => 'wanted' in b && Object.hasOwn(b, 'wanted'))[0].wanted")]
    public void Evaluate_OneField_ReadsNoOther(string text)
    {
        var big = new CountingObject(100_000);

        Evaluate(text, big).ShouldBe(Value.From("found"));

        big.Reads.ShouldBe(["wanted"]);
    }

    [Fact]
    public void Evaluate_PassedOnObject_IsNotRead()
    {
        var big = new CountingObject(100_000);

        Evaluate("[{copy: big}].map(x => x)[0]", big)["copy"].TryGetObject(out var passed).ShouldBeTrue();

        passed.ShouldBeSameAs(big);
        big.Reads.ShouldBeEmpty();
    }

    [Fact]
    public void Evaluate_ArrayOfObjects_ReadsOnlyTheFieldsUsed()
    {
        var rows = Enumerable.Range(0, 100).Select(_ => new CountingObject(1_000)).ToArray();

        Evaluate(
            "big.filter(row => row.wanted === 'found').length",
            ValueArray.Of([.. rows.Select(Value.From)])).ShouldBe(Value.From(100));

        rows.ShouldAllBe(row => row.Reads.Count == 1);
    }

    [Fact]
    public void Run_OneFieldOfAnArgument_ReadsNoOther()
    {
        var big = new CountingObject(100_000);
        using var session = Js.Session();

        Js.CompileScript("big.wanted += '!'; big.added = 1; return big.wanted", "big")
            .Run(session, ValueObject.Of(("big", Value.From(big)))).ShouldBe(Value.From("found!"));

        big.Reads.ShouldBe(["wanted"]);
    }

    [Fact]
    public void Evaluate_TooLargeArrayOrText_FailsOnlyWhenItIsRead()
    {
        var names = ValueObject.Of(
            ("big", Value.From(ValueObject.Of(
                ("rows", Value.From(ValueArray.Of(new Value[60_000]))),
                ("text", Value.From(new string('x', 2_000_000))),
                ("n", Value.From(1))))));
        using var session = Js.Session();

        Js.Compile("[big].map(b => b.n)[0]").Evaluate(session, new ObjectScope(names)).ShouldBe(Value.From(1));
        foreach (var text in new[] { "[big].map(b => b.rows.length)", "[big].map(b => b.text.length)" })
        {
            Should.Throw<ExpressionException>(
                () => Js.Compile(text).Evaluate(session, new ObjectScope(names))).Code.ShouldBe("ARCH2408");
        }
    }

    private static Value Evaluate(string text, ValueObject big) => Evaluate(text, Value.From(big));

    private static Value Evaluate(string text, ValueArray big) => Evaluate(text, Value.From(big));

    private static Value Evaluate(string text, Value big)
    {
        using var session = Js.Session();
        return Js.Compile(text).Evaluate(session, new ObjectScope(ValueObject.Of(("big", big))));
    }

    /// <summary>Has many members, and remembers which were asked for and there.</summary>
    private sealed class CountingObject(int count) : ValueObject
    {
        public HashSet<string> Reads { get; } = [];


        public override int Count => count + 1;

        public override IEnumerable<string> Names => Enumerable.Range(0, count).Select(i => "k" + i).Append("wanted");

        public override bool TryGetValue(string name, out Value value)
        {
            value = name == "wanted" ? Value.From("found") : Value.From(name);
            var isThere = name == "wanted" || name.StartsWith('k');
            if (isThere)
            {
                Reads.Add(name);
            }

            return isThere;
        }
    }
}
