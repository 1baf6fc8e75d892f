using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Makes <c>for</c> and <c>repeat</c>. What happens in their bodies cannot be seen from outside.</summary>
internal sealed class LoopCompiler(DocumentScope document, StepCompiler steps)
{
    public VerbResult For(StepSite site)
    {
        var loop = site.Value("for") as YamlMapping;
        if (loop is null || document.Context.IsBroken(loop))
        {
            return Broken(site);
        }

        var each = Each(loop, site);
        var batch = Scalars.Integer(loop.Find("batch")?.Value);
        var element = each?.Shape.Items ?? TypeShape.Any;
        var name = LoopName(loop, "as", "item", "index");
        var indexName = LoopName(loop, "index", "index", name);
        var concurrency = Scalars.Integer(loop.Find("concurrency")?.Value) ?? 1;
        var continues = Scalars.Text(loop.Find("on_error")?.Value) == "continue";
        var names = site.Frame.Names
            .With(name, batch is null ? element : TypeShape.ArrayOf(element))
            .With(indexName, TypeShape.Integer);
        var frame = Inside(site, names) with { Concurrent = concurrency > 1 ? site.Id : site.Frame.Concurrent };
        var (body, end) = steps.Steps(site.Value("do"), site.Flow, frame);
        var collect = loop.Find("collect") is { } collected
            ? document.Expressions.Field(collected.Value, document.At(names, end, site.Position))
            : null;
        var node = new ForNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            Each = document.Expressions.Handle(each ?? new(BrokenExpression.Value, site.Place, TypeShape.Any)),
            As = name,
            IndexName = indexName,
            Concurrency = concurrency,
            Batch = batch,
            ContinueOnItemError = continues,
            Collect = collect is null ? null : document.Expressions.Handle(collect),
            BodyScope = frame.Scope.Index,
            Body = body,
        };
        return new(node, Results(collect?.Shape, continues), site.Flow);
    }

    public VerbResult Repeat(StepSite site)
    {
        var loop = site.Value("repeat") as YamlMapping;
        if (loop is null || document.Context.IsBroken(loop))
        {
            return Broken(site);
        }

        OneOfTwo.Check(document, site, loop, "repeat", "timeout");
        var frame = Inside(site, site.Frame.Names);
        var (body, end) = steps.Steps(site.Value("do"), site.Flow, frame);
        var until = loop.Find("until");
        var condition = until ?? loop.Find("while");

        // 'until' is asked when an iteration has ended, so it sees the steps of that iteration.
        var names = until is null ? site.Names : document.At(site.Frame.Names, end, site.Position);
        var handle = condition is null ? null : document.Expressions.Condition(condition.Value, names);
        var node = new RepeatNode
        {
            Index = site.Index,
            Id = site.Id,
            Place = site.Place,
            Scope = site.Scope,
            Slot = site.Slot,
            Condition = handle
                ?? new ExpressionHandle(document.Expressions.Language, site.Place, BrokenExpression.Value),
            IsUntil = until is not null,
            Every = Scalars.Duration(loop.Find("every")?.Value) ?? TimeSpan.Zero,
            Max = Scalars.Integer(loop.Find("max")?.Value) ?? 1,
            LoopTimeout = Scalars.Duration(loop.Find("timeout")?.Value),
            BodyScope = frame.Scope.Index,
            Body = body,
        };
        return new(node, Results(null, continues: false), site.Flow);
    }

    private Frame Inside(StepSite site, NameScope names) =>
        site.Frame with { Scope = document.State.NewScope(site.Scope), Names = names };

    private Compiled? Each(YamlMapping loop, StepSite site)
    {
        if (loop.Find("each") is not { } entry)
        {
            return null;
        }

        var each = document.Expressions.Field(entry.Value, site.Names);
        if (each.Shape.Kind is not (ShapeKind.Any or ShapeKind.Array))
        {
            document.Context.Error(
                entry.Value,
                "ARCH2110",
                $"'each' must be an array, but this expression gives {Inputs.ShapeWords.Describe(each.Shape.Kind)}.");
        }

        return each;
    }

    private string LoopName(YamlMapping loop, string key, string standard, string other)
    {
        if (loop.Find(key)?.Value is not YamlScalar { IsString: true } scalar || document.Context.IsBroken(scalar))
        {
            return standard;
        }

        if (ReservedNames.Contains(scalar.Text))
        {
            document.Context.Refuse(
                scalar,
                "ARCH1000",
                $"'{key}' cannot be '{scalar.Text}', which means something else in expressions.",
                "Choose another name.");
        }
        else if (scalar.Text == other)
        {
            document.Context.Refuse(
                scalar,
                "ARCH1000",
                $"'as' and 'index' cannot both be '{scalar.Text}'.",
                "Choose another name for one of them.");
        }

        return scalar.Text;
    }

    private VerbResult Broken(StepSite site)
    {
        // The steps inside are checked all the same, without knowing the names of the loop.
        var names = site.Frame.Names.With("item", TypeShape.Any).With("index", TypeShape.Any);
        steps.Steps(site.Value("do"), site.Flow, Inside(site, names));
        return new(null, TypeShape.Any, site.Flow);
    }

    private static TypeShape Results(TypeShape? collected, bool continues) =>
        TypeShape.ObjectOf(collected is null
            ? []
            : new Dictionary<string, ShapeMember>(StringComparer.Ordinal)
            {
                ["results"] = new(TypeShape.ArrayOf(collected with { IsNullable = collected.IsNullable || continues }))
                {
                    IsRequired = true,
                },
            });
}
