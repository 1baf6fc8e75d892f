using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Plugins.Running;
using Arch.Plugins.Shapes;
using Arch.Sdk;

namespace Arch.Plugins.Tests.Shapes;

public sealed class ShapeReaderTests
{
    private static readonly TypeShape Shape = new ShapeReader(StepJson.CreateOptions()).Read(typeof(Everything), isInput: true).Shape;

    [Theory]
    [InlineData("text", ShapeKind.String)]
    [InlineData("whole_number", ShapeKind.Integer)]
    [InlineData("number", ShapeKind.Number)]
    [InlineData("flag", ShapeKind.Boolean)]
    [InlineData("wait", ShapeKind.Duration)]
    [InlineData("at", ShapeKind.DateTime)]
    [InlineData("day", ShapeKind.Date)]
    [InlineData("bytes", ShapeKind.String)]
    [InlineData("link", ShapeKind.String)]
    [InlineData("choice", ShapeKind.String)]
    [InlineData("list", ShapeKind.Array)]
    [InlineData("map", ShapeKind.Object)]
    [InlineData("inner", ShapeKind.Object)]
    [InlineData("element", ShapeKind.Any)]
    [InlineData("node", ShapeKind.Any)]
    [InlineData("anything", ShapeKind.Any)]
    public void Read_Property_HasItsKind(string name, ShapeKind kind) => Shape.Members[name].Shape.Kind.ShouldBe(kind);

    [Fact]
    public void Read_Properties_AreInTheOrderTheyAreWritten() =>
        Shape.Members.Keys.Take(4).ShouldBe(["text", "whole_number", "number", "flag"]);

    [Fact]
    public void Read_Required_ComesFromTheKeywordAlone() =>
        Shape.Members.Where(member => member.Value.IsRequired).Select(member => member.Key).ShouldBe(["text"]);

    [Fact]
    public void Read_Defaults_AreThoseOfTheRecord()
    {
        Shape.Members["text"].Shape.Default.IsUndefined.ShouldBeTrue();
        Shape.Members["whole_number"].Shape.Default.ShouldBe(Value.From(7));
        Shape.Members["wait"].Shape.Default.ShouldBe(Value.From("30s"));
        Shape.Members["choice"].Shape.Default.ShouldBe(Value.From("second_one"));
        Shape.Members["list"].Shape.Default.ShouldBe(Value.EmptyArray);
        Shape.Members["maybe"].Shape.Default.IsUndefined.ShouldBeTrue();
    }

    [Fact]
    public void Read_Nullability_ComesFromTheAnnotations()
    {
        Shape.Members["maybe"].Shape.IsNullable.ShouldBeTrue();
        Shape.Members["maybe_number"].Shape.IsNullable.ShouldBeTrue();
        Shape.Members["text"].Shape.IsNullable.ShouldBeFalse();
        Shape.Members["list"].Shape.Items!.IsNullable.ShouldBeFalse();
        Shape.Members["gaps"].Shape.Items!.IsNullable.ShouldBeTrue();
    }

    [Fact]
    public void Read_Enum_GivesNamesInSnakeCase() =>
        Shape.Members["choice"].Shape.Enum.Select(value => value.ToString()).ShouldBe(["first", "second_one"]);

    [Fact]
    public void Read_Attributes_AreKept()
    {
        var text = Shape.Members["text"].Shape;
        (text.Description, text.Example, text.IsSecret, text.Pattern).ShouldBe(("A text.", "abc", true, "^(?:[a-z]+)$"));
        var number = Shape.Members["whole_number"].Shape;
        (number.Min, number.Max).ShouldBe((1, 9));
        Shape.Members["number"].Shape.Enum.ShouldBe([Value.From(1), Value.From(2.5)]);
    }

    [Fact]
    public void Read_PositionalRecord_RequiresWhatHasNoDefault()
    {
        var inner = Shape.Members["inner"].Shape;

        inner.Members["width"].IsRequired.ShouldBeTrue();
        inner.Members["height"].IsRequired.ShouldBeFalse();
        inner.Members["height"].Shape.Default.ShouldBe(Value.From(4));
    }

    [Theory]
    [InlineData(typeof(HasStream), "content")]
    [InlineData(typeof(HasDelegate), "call")]
    [InlineData(typeof(HasInterface), "thing")]
    [InlineData(typeof(HasItself), "next")]
    [InlineData(typeof(HasNestedStream), "inner.content")]
    public void Read_TypeThatYamlCannotExpress_NamesThePath(Type record, string path)
    {
        var failure = Should.Throw<UnreadableShapeException>(() => new ShapeReader(StepJson.CreateOptions()).Read(record, isInput: true));

        failure.Path.ShouldBe(path);
    }

    [Fact]
    public void Read_ComputedProperty_IsAnOutputAndNoInput()
    {
        var reader = new ShapeReader(StepJson.CreateOptions());

        reader.Read(typeof(Computed), isInput: true).Shape.Members.Keys.ShouldBe(["rows"]);
        reader.Read(typeof(Computed), isInput: false).Shape.Members.Keys.ShouldBe(["rows", "count"]);
    }

    internal enum Choice
    {
        First,
        SecondOne,
    }

    internal sealed record Everything
    {
        [Description("A text.")]
        [Example("abc")]
        [Secret]
        [RegularExpression("[a-z]+")]
        public required string Text { get; init; }

        [Range(1, 9)]
        public int WholeNumber { get; init; } = 7;

        [AllowedValues(1, 2.5)]
        public double Number { get; init; } = 1;

        public bool Flag { get; init; }

        public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(30);

        public DateTimeOffset At { get; init; }

        public DateOnly Day { get; init; }

        public byte[] Bytes { get; init; } = [];

        public Uri? Link { get; init; }

        public Choice Choice { get; init; } = Choice.SecondOne;

        public IReadOnlyList<string> List { get; init; } = [];

        public IReadOnlyList<string?> Gaps { get; init; } = [];

        public Dictionary<string, int> Map { get; init; } = [];

        public Size Inner { get; init; } = new(1);

        public JsonElement Element { get; init; }

        public JsonNode? Node { get; init; }

        public object? Anything { get; init; }

        public string? Maybe { get; init; }

        public int? MaybeNumber { get; init; }
    }

    internal sealed record Size(int Width, int Height = 4);

    internal sealed record Computed
    {
        public required IReadOnlyList<string> Rows { get; init; }

        public int Count => Rows.Count;
    }

    internal sealed record HasStream
    {
        public Stream? Content { get; init; }
    }

    internal sealed record HasDelegate
    {
        public Action? Call { get; init; }
    }

    internal sealed record HasInterface
    {
        public IDisposable? Thing { get; init; }
    }

    internal sealed record HasItself
    {
        public HasItself? Next { get; init; }
    }

    internal sealed record HasNestedStream
    {
        public HasStream? Inner { get; init; }
    }
}
