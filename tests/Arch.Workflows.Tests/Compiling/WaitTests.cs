using Arch.Expressions.Types;
using Arch.Workflows.Definitions;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Compiling;

public sealed class WaitTests
{
    [Fact]
    public void Compile_Signal_IsItsCondition()
    {
        var wait = Wait("{signal: go, match: event.data.ok === true}");

        var signal = wait.Condition.ShouldBeOfType<SignalCondition>();
        (signal.Signal, signal.Match?.Compiled.Text).ShouldBe(("go", "event.data.ok === true"));
        (wait.ContinueOnTimeout, wait.Timeout).ShouldBe((false, null));
    }

    [Theory]
    [InlineData("shop.orders.paid")]
    [InlineData("shop.*.paid")]
    [InlineData("shop.>")]
    [InlineData(">")]
    public void Compile_Event_IsItsCondition(string subject)
    {
        var condition = Wait($"{{event: '{subject}', match: event.subject !== 'x'}}").Condition.ShouldBeOfType<EventCondition>();

        condition.Subject.Constant.ShouldBe(Arch.Expressions.Values.Value.From(subject));
        condition.Match.ShouldNotBeNull().Compiled.Text.ShouldBe("event.subject !== 'x'");
    }

    [Fact]
    public void Compile_Timer_HasALengthOrAMoment()
    {
        Wait("{for: 5m}").Condition.ShouldBeOfType<TimerCondition>().ShouldSatisfyAllConditions(timer => timer.For.ShouldNotBeNull(), timer => timer.Until.ShouldBeNull());
        Wait("{until: now() + 1000}").Condition.ShouldBeOfType<TimerCondition>().ShouldSatisfyAllConditions(timer => timer.For.ShouldBeNull(), timer => timer.Until.ShouldNotBeNull());
    }

    [Fact]
    public void Compile_Nested_KeepsTheOrderOfItsParts()
    {
        var any = Wait("{any: [{signal: a}, {all: [{event: t.b}, {signal: c}, {any: [{for: 1s}]}]}, {until: inputs.name}]}")
            .Condition.ShouldBeOfType<CombinedCondition>();

        any.NeedsAll.ShouldBeFalse();
        var all = any.Parts[1].ShouldBeOfType<CombinedCondition>();
        all.NeedsAll.ShouldBeTrue();
        Leaves(any).Select(leaf => leaf.GetType().Name).ShouldBe(["SignalCondition", "EventCondition", "SignalCondition", "TimerCondition", "TimerCondition"]);
    }

    [Theory]
    [InlineData("- {id: a, wait: {signal: go, timeout: 2h, on_timeout: continue}}")]
    [InlineData("- {id: a, wait: {signal: go}, timeout: 2h, on_timeout: continue}")]
    [InlineData("- {id: a, wait: {signal: go, timeout: 2h}, on_timeout: continue}")]
    [InlineData("- {id: a, wait: {signal: go, on_timeout: continue}, timeout: 2h}")]
    public void Compile_OnTimeout_StandsInTheWaitOrBesideIt(string step)
    {
        var wait = Compile.Steps(step).Definition.ShouldNotBeNull().Nodes[0].ShouldBeOfType<WaitNode>();

        (wait.Timeout, wait.ContinueOnTimeout).ShouldBe((TimeSpan.FromHours(2), true));
    }

    [Theory]
    [InlineData("{for: 5m}", "timed_out")]
    [InlineData("{signal: go}", "by? data name time timed_out")]
    [InlineData("{event: t.x}", "data id source? subject time timed_out")]
    [InlineData("{any: [{signal: go}, {for: 5m}]}", "index result(by? data? name? time?) timed_out")]
    [InlineData("{any: [{signal: go}, {signal: stop}]}", "index result(by? data name time) timed_out")]
    [InlineData("{any: [{event: t.x}, {all: [{for: 1s}]}]}", "index result(data? id? results?[] source? subject? time?) timed_out")]
    [InlineData("{all: [{signal: go}, {event: t.x}]}", "results[by? data id? name? source? subject? time] timed_out")]
    [InlineData("{signal: go, timeout: 1h}", "by? data name time timed_out")]
    [InlineData("{signal: go, timeout: 1h, on_timeout: continue}", "by? data? name? time? timed_out")]
    [InlineData("{any: [{for: 5m}, {for: 6m}], timeout: 1h, on_timeout: continue}", "index? result?() timed_out")]
    public void Compile_Outputs_AreThoseOfTheCondition(string wait, string outputs) =>
        Members(Wait(wait).Output).ShouldBe(outputs);

    [Theory]
    [InlineData("{signal: go}", "event.by?.length === 1 && event.name === 'go' && event.time > '' && event.data.x === 1", null)]
    [InlineData("{event: t.x}", "event.id !== '' && event.subject === 't.x' && event.source?.length === 1 && event.data.x === 1", null)]
    [InlineData("{signal: go}", "event.subject === 't.x'", "ARCH2105")]
    [InlineData("{event: t.x}", "event.name === 'go'", "ARCH2105")]
    [InlineData("{event: t.x}", "event.data", null)]
    [InlineData("{event: t.x}", "event.subject", "ARCH2006")]
    public void Compile_Match_SeesTheEvent(string wait, string match, string? code)
    {
        var compilation = Compile.Steps($"- {{id: a, wait: {wait[..^1]}, match: \"{match}\"}}}}");

        compilation.Diagnostics.Select(diagnostic => diagnostic.Code).ShouldBe(code is null ? [] : [code], string.Join('\n', compilation.Diagnostics));
    }

    [Fact]
    public void Compile_OutputsOfAWaitThatMayTimeOut_NeedAChain()
    {
        const string wait = "- {id: w, wait: {signal: go, timeout: 1h, on_timeout: continue}, outputs: {data: {type: object, properties: {n: {type: integer}}}}}\n";

        Compile.Errors(Compile.Steps(wait + "- {id: b, set: {total: \"${{ steps.w.outputs.data?.n ?? 0 }}\"}}")).ShouldBeEmpty();
        var only = Compile.Steps(wait + "- {id: b, set: {total: \"${{ steps.w.outputs.data.n }}\"}}").Diagnostics.ShouldHaveSingleItem();
        (only.Code, only.Message).ShouldBe(("ARCH2103", "'steps.w.outputs.data' may be undefined: step 'w' may have timed out under 'on_timeout: continue'."));
    }

    [Fact]
    public void Compile_DeclaredOutputs_SayMoreAboutTheData()
    {
        const string wait = "- {id: w, wait: {event: t.x}, outputs: {data: {type: object, properties: {status: {type: string, enum: [up, down]}}}}}\n";

        Compile.Errors(Compile.Steps(wait + "- {id: s, switch: steps.w.outputs.data.status, cases: {up: [{id: u, emit: t.u}], down: [{id: d, emit: t.d}]}}")).ShouldBeEmpty();
        Compile.Errors(Compile.Steps(wait + "- {id: s, emit: t.s, data: \"${{ steps.w.outputs.data.state }}\"}")).ShouldBe(["ARCH2105 14:56"]);
    }

    [Theory]
    [InlineData("- {id: a, wait: {signal: go}, outputs: {dta: {type: any}}}", "test.yaml:13:43 ARCH2102 Step 'a' declares the output 'dta', which it does not give. Did you mean 'data'?")]
    [InlineData("- {id: a, wait: {signal: go}, outputs: {time: {type: integer}}}", "test.yaml:13:49 ARCH2110 Output 'time' of step 'a' is declared as an integer, but is a moment such as 2026-11-23T09:30:00Z.")]
    [InlineData("- {id: a, wait: {signal: go}, outputs: {data: {type: any, value: 1}}}", "test.yaml:13:61 ARCH1002 'data' is an output of a step, and 'value' goes with outputs of workflows and actions only. A value that holds when none is given is 'default'.")]
    [InlineData("- {id: a, wait: {signal: go, on_timeout: continue}}", "test.yaml:13:32 ARCH1000 Step 'a' says what happens 'on_timeout', but has no 'timeout'. Add 'timeout', such as 'timeout: 2h'.")]
    [InlineData("- {id: a, wait: {signal: go}, on_timeout: fail}", "test.yaml:13:33 ARCH1000 Step 'a' says what happens 'on_timeout', but has no 'timeout'. Add 'timeout', such as 'timeout: 2h'.")]
    [InlineData("- {id: a, wait: {signal: go, timeout: 1h}, timeout: 2h}", "test.yaml:13:46 ARCH1000 Step 'a' has 'timeout' twice: in 'wait' and beside it. Keep one of the two.")]
    [InlineData("- {id: a, wait: {signal: go, timeout: 1h, on_timeout: fail}, on_timeout: continue}", "test.yaml:13:64 ARCH1000 Step 'a' has 'on_timeout' twice: in 'wait' and beside it. Keep one of the two.")]
    [InlineData("- {id: a, repeat: {until: vars.total > 1, max: 2, timeout: 1h}, timeout: 2h, do: [{id: b, emit: t.b}]}", "test.yaml:13:67 ARCH1000 Step 'a' has 'timeout' twice: in 'repeat' and beside it. Keep one of the two.")]
    [InlineData("- {id: a, wait: {signal: go, timeout: 0s}}", "test.yaml:13:41 ARCH1000 'timeout' of 'wait' of step 'a' must be a duration such as 250ms, 10s, 5m, 2h, 1d or 1h30m, and more than 0, but is \"0s\" (a string).")]
    [InlineData("- {id: a, emit: t.a, timeout: 0h0m}", "test.yaml:13:33 ARCH1000 'timeout' of step 'a' must be a duration such as 250ms, 10s, 5m, 2h, 1d or 1h30m, and more than 0, but is \"0h0m\" (a string).")]
    [InlineData("- {id: a, wait: {any: []}}", "test.yaml:13:25 ARCH1000 'any' of 'wait' of step 'a' must be a list that is not empty, but is empty.")]
    [InlineData("- {id: a, wait: {any: [{signal: go, timeout: 1h}, {for: 1s}]}}", "test.yaml:13:39 ARCH1002 An item of 'any' of 'wait' of step 'a' has the unknown key 'timeout'. Its keys are signal, match.")]
    [InlineData("- {id: a, wait: {event: shop..paid}}", "test.yaml:13:27 ARCH1000 The subject \"shop..paid\" has the part \"\". A subject is parts joined by dots, without spaces, such as shop.orders.paid; to wait for several, * stands for one part and > at the end for the rest.")]
    [InlineData("- {id: a, wait: {event: shop.>.paid}}", "test.yaml:13:27 ARCH1000 The subject \"shop.>.paid\" has the part \">\". A subject is parts joined by dots, without spaces, such as shop.orders.paid; to wait for several, * stands for one part and > at the end for the rest.")]
    [InlineData("- {id: a, emit: shop.*}", "test.yaml:13:19 ARCH1000 The subject \"shop.*\" has the wildcard '*', but an event is published to one subject. A subject is parts joined by dots, without spaces, such as shop.orders.paid; to wait for several, * stands for one part and > at the end for the rest.")]
    [InlineData("- {id: a, wait: {event: \"${{ inputs.items }}\"}}", "test.yaml:13:27 ARCH2110 'event' of 'wait' must be text, but this expression gives an array. Use one of its members, or JSON.stringify(…).")]
    [InlineData("- {id: a, wait: {until: inputs.items}}", "test.yaml:13:27 ARCH2110 'until' of 'wait' must be a moment such as 2026-11-23T09:30:00Z, but this expression gives an array.")]
    [InlineData("- {id: a, wait: {signal: go}, cache: {key: k}}", "test.yaml:13:33 ARCH1002 Step 'a' has the key 'cache', which does not go with its verb 'wait'. It has no meaning with 'wait'.")]
    public void Compile_Nonsense_IsRefused(string step, string message)
    {
        var compilation = Compile.Steps(step);

        compilation.Diagnostics.ShouldHaveSingleItem(string.Join('\n', compilation.Diagnostics)).ToString().ShouldBe(message);
        compilation.Definition.ShouldBeNull();
    }

    [Fact]
    public void Compile_SubjectOfANumber_IsText()
    {
        using var session = new Arch.Expressions.Language.ExpressionSession(DateTimeOffset.UnixEpoch, 1);
        var subject = Wait("{event: \"${{ 1 + 1 }}\"}").Condition.ShouldBeOfType<EventCondition>().Subject;

        subject.Evaluate(session, new Arch.Expressions.Language.ObjectScope(Arch.Expressions.Values.ValueObject.Empty)).ShouldBe(Arch.Expressions.Values.Value.From("2"));
    }

    private static WaitNode Wait(string wait)
    {
        var compilation = Compile.Steps($"- {{id: a, wait: {wait}}}");
        compilation.Diagnostics.ShouldBeEmpty();
        return compilation.Definition.ShouldNotBeNull().Nodes.ShouldHaveSingleItem().ShouldBeOfType<WaitNode>();
    }

    private static IEnumerable<WaitCondition> Leaves(WaitCondition condition) =>
        condition is CombinedCondition combined ? combined.Parts.SelectMany(Leaves) : [condition];

    // "name?" is an output that may be undefined; what an object or an array holds stands in brackets.
    private static string Members(TypeShape shape) => string.Join(' ', shape.Members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member =>
        member.Key + (member.Value.MayBeUndefinedBecause is null ? "" : "?") + member.Value.Shape.Kind switch
        {
            ShapeKind.Object => $"({Members(member.Value.Shape)})",
            ShapeKind.Array when member.Value.Shape.Items is { Kind: ShapeKind.Object } items => $"[{Members(items)}]",
            _ => "",
        }));
}
