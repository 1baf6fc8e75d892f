using Arch.Expressions.Language;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Workflows.Catalog;
using Arch.Workflows.Compiling;
using Arch.Workflows.Definitions;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Compiling;

public sealed class DefinitionTests
{
    private const string Everything = """
        - {id: log, name: Say it, uses: core.log@1, with: {message: "Hello ${{ inputs.name }}"}, timeout: 5s, retry: {attempts: 4, delay: 2s, backoff: exponential, when: error.retryable}}
        - {id: calc, with: {n: "${{ inputs.count }}"}, script: "return { double: n * 2 };", outputs: {double: {type: number}}}
        - {id: keep, set: {total: "${{ steps.calc.outputs.double }}", label: done}}
        - {id: either, if: inputs.count > 1, then: [{id: many, emit: t.many}], elif: [{if: inputs.count === 1, then: [{id: one, emit: t.one}]}], else: [{id: none, emit: t.none}]}
        - {id: pick, switch: inputs.color, cases: {red: [{id: r, emit: t.r}], green: [{id: g, emit: t.g}]}, default: [{id: other, emit: t.o}]}
        - {id: each, for: {each: inputs.items, as: it, index: i, concurrency: 2, batch: 3, on_error: continue, collect: it.length}, do: [{id: inner, emit: t.i, data: {n: "${{ i }}"}}]}
        - {id: again, repeat: {until: vars.total > 3, every: 1s, max: 5, timeout: 1m}, do: [{id: bump, set: {total: "${{ vars.total + 1 }}"}}]}
        - {id: both, join: settled, parallel: {x: [{id: px, emit: t.x}], y: [{id: py, emit: t.y}]}}
        - {id: net, graph: [{id: n1, emit: t.n1}, {id: n2, needs: [n1], emit: t.n2}, {id: n3, needs: {n2: succeeded}, emit: t.n3}]}
        - {id: safe, try: [{id: risky, emit: t.r}], catch: [{when: error.kind === 'timeout', do: [{id: late, emit: t.l}]}], finally: [{id: last, emit: t.f}]}
        - {id: rest, wait: {for: 5m}, when: inputs.count > 3}
        - {id: other_flow, call: data.common.quality_check, with: {file: x.csv}}
        - {id: act, uses: ./actions/upsert_contacts, with: {rows: []}}
        - {id: told, wait: {any: [{signal: go, match: event.data.ok === true}, {all: [{event: "t.*"}, {for: 1s}]}, {until: inputs.name}], timeout: 2h}, on_timeout: continue}
        - {id: asked, human: {title: "Look at ${{ inputs.name }}", body: B, assign: {role: r}, actions: [yes, no], form: {why: {type: string}}, due: 1d, on_due: continue}}
        - {id: undo, rollback: true, try: [{id: made, emit: t.m, compensate: [{id: unmade, emit: t.u}, {id: waited, wait: {for: 1s}}]}], catch: [{when: error.compensation.length > 0, do: [{id: say, emit: t.s}]}]}
        - {id: kept, uses: core.log@1, with: {message: x}, cache: {key: "k-${{ inputs.count }}", ttl: 2h}, concurrency: [{key: a, limit: 2}, {key: b, on_limit: replace}]}
        - {id: done, return: {}}
        """;

    private const string Admission = "idempotency: i-${{ inputs.name }}\nconcurrency: {key: w, limit: 3, queue_max: 5}\nretry: {attempts: 2}\n";

    [Fact]
    public void Compile_EveryExecutableVerb_GivesADefinition()
    {
        var compilation = Compile.Steps(Everything, Admission);

        compilation.Diagnostics.ShouldBeEmpty();
        var definition = compilation.Definition.ShouldNotBeNull();
        definition.FullName.ShouldBe("tests.test");
        definition.Nodes.Select(node => node.Index).ShouldBe(Enumerable.Range(0, definition.Nodes.Length));
        definition.Steps.Steps.Select(index => definition.Nodes[index].Id)
            .ShouldBe(["log", "calc", "keep", "either", "pick", "each", "again", "both", "net", "safe", "rest", "other_flow", "act", "told", "asked", "undo", "kept", "done"]);
    }

    [Fact]
    public void Compile_Scopes_EachSlotIsTheStepsPlace()
    {
        var definition = Compile.Steps(Everything).Definition.ShouldNotBeNull();

        foreach (var node in definition.Nodes)
        {
            definition.Scopes[node.Scope].Nodes[node.Slot].ShouldBe(node.Index);
            definition.Scopes[node.Scope].ById[node.Id].ShouldBe(node.Index);
        }

        definition.Scopes[0].Parent.ShouldBe(-1);
        var loop = Find<ForNode>(definition, "each");
        definition.Scopes[loop.BodyScope].Parent.ShouldBe(0);
        definition.Scopes[loop.BodyScope].ById.Keys.ShouldBe(["inner"]);
        var action = Find<ActionNode>(definition, "act");
        definition.Scopes[action.BodyScope].Parent.ShouldBe(-1);
    }

    [Fact]
    public void Compile_Modifiers_AreOnTheStep()
    {
        var definition = Compile.Steps(Everything).Definition.ShouldNotBeNull();

        var log = Find<UsesNode>(definition, "log");
        (log.Name, log.StepType, log.Version, log.Timeout).ShouldBe(("Say it", "core.log", 1, TimeSpan.FromSeconds(5)));
        var retry = log.Retry.ShouldNotBeNull();
        (retry.Attempts, retry.Delay, retry.Backoff, retry.When?.Compiled.Text).ShouldBe((4, TimeSpan.FromSeconds(2), RetryBackoff.Exponential, "error.retryable"));
        var loop = Find<ForNode>(definition, "each");
        (loop.As, loop.IndexName, loop.Concurrency, loop.Batch, loop.ContinueOnItemError).ShouldBe(("it", "i", 2, 3, true));
        var again = Find<RepeatNode>(definition, "again");
        (again.IsUntil, again.Every, again.Max, again.LoopTimeout).ShouldBe((true, TimeSpan.FromSeconds(1), 5, TimeSpan.FromMinutes(1)));
        Find<StepNode>(definition, "n2").Needs.ShouldBe([new Need(Find<StepNode>(definition, "n1").Index, NeedCondition.SucceededOrSkipped)]);
        Find<StepNode>(definition, "n3").Needs.Single().Condition.ShouldBe(NeedCondition.Succeeded);
        Find<ParallelNode>(definition, "both").Join.ShouldBe(JoinMode.Settled);
        Find<TryNode>(definition, "safe").Finally.ShouldNotBeNull().Steps.Length.ShouldBe(1);
    }

    [Fact]
    public void Compile_Limits_AreOnTheStepAndTheWorkflow()
    {
        var definition = Compile.Steps(Everything, Admission).Definition.ShouldNotBeNull();

        var kept = Find<UsesNode>(definition, "kept");
        kept.Limits.Select(limit => (limit.Key.Constant?.ToString(), limit.Limit, limit.OnLimit, limit.QueueMax))
            .ShouldBe([("a", 2, LimitPolicy.Queue, null), ("b", 1, LimitPolicy.Replace, null)]);
        var only = definition.Limits.ShouldHaveSingleItem();
        (only.Key.Constant?.ToString(), only.Limit, only.OnLimit, only.QueueMax).ShouldBe(("w", 3, LimitPolicy.Queue, 5));
        definition.Retry.ShouldNotBeNull().Attempts.ShouldBe(2);
        Text(definition.IdempotencyKey.ShouldNotBeNull()).ShouldBe("i-Ada");
    }

    [Fact]
    public void Compile_Cache_HasATextAsItsKey()
    {
        var cache = Find<UsesNode>(Compile.Steps(Everything).Definition.ShouldNotBeNull(), "kept").Cache.ShouldNotBeNull();

        (Text(cache.Key), cache.TimeToLive).ShouldBe(("k-3", TimeSpan.FromHours(2)));
        Text(Compile.Steps("- {id: a, call: x.y, with: {}, cache: {key: \"${{ inputs.count }}\"}}").Definition.ShouldNotBeNull().Nodes[0].Cache.ShouldNotBeNull().Key)
            .ShouldBe("3");
    }

    [Fact]
    public void Compile_Compensate_IsABlockOfTheSameScope()
    {
        var definition = Compile.Steps(Everything).Definition.ShouldNotBeNull();

        var made = Find<EmitNode>(definition, "made");
        made.Compensate.ShouldNotBeNull().Steps.Select(index => definition.Nodes[index].Id).ShouldBe(["unmade", "waited"]);
        Find<EmitNode>(definition, "unmade").Scope.ShouldBe(made.Scope);
        Find<TryNode>(definition, "undo").Rollback.ShouldBeTrue();
        Find<TryNode>(definition, "safe").Rollback.ShouldBeFalse();
    }

    [Fact]
    public void Compile_Templates_Evaluate()
    {
        var definition = Compile.Steps(Everything).Definition.ShouldNotBeNull();
        using var session = new ExpressionSession(DateTimeOffset.UnixEpoch, 1);
        var scope = new Names(("inputs", Value.From(ValueObject.Of(("name", Value.From("Ada"))))));

        var with = Find<UsesNode>(definition, "log").With.Evaluate(session, scope);

        with["message"].ShouldBe(Value.From("Hello Ada"));
    }

    [Fact]
    public void Compile_Defaults_HoldForStepTypesThatSayNothing()
    {
        const string defaults = "defaults: {timeout: 9s, retry: {attempts: 7}}\n";

        var definition = Compile.Steps("- {id: a, uses: core.log@1, with: {message: x}}\n- {id: b, uses: core.log@1, with: {message: x}, timeout: 1s, retry: {attempts: 1}}\n- {id: c, set: {total: 1}}", defaults)
            .Definition.ShouldNotBeNull();

        definition.Nodes.Select(node => (node.Timeout?.TotalSeconds, node.Retry?.Attempts)).ShouldBe([(9, 7), (1, 1), (null, null)]);
    }

    [Fact]
    public void Compile_SameContentElsewhere_HasTheSameId()
    {
        var compiler = Compile.Compiler();
        const string text = "arch: 1\nid: a\nsteps: [{id: b, emit: t.b}]\n";

        var one = compiler.Compile(new SourceText("one.yaml", text)).Definition.ShouldNotBeNull();
        var two = compiler.Compile(new SourceText("/else/where/two.yaml", text)).Definition.ShouldNotBeNull();
        var other = compiler.Compile(new SourceText("one.yaml", text + "# changed\n")).Definition.ShouldNotBeNull();

        two.Id.ShouldBe(one.Id);
        one.Id.Value.Length.ShouldBe(64);
        other.Id.ShouldNotBe(one.Id);
    }

    [Fact]
    public void Compile_OtherAction_ChangesTheId()
    {
        var files = new FixtureFiles();
        var before = Compile.Steps(Everything, files: files).Definition.ShouldNotBeNull();
        files.Actions["actions/upsert_contacts"] += "# changed\n";

        var after = Compile.Steps(Everything, files: files).Definition.ShouldNotBeNull();

        after.Id.ShouldNotBe(before.Id);
    }

    [Fact]
    public void Restore_StoredSources_GivesTheSameDefinitionWithoutCatalogs()
    {
        var definition = Compile.Steps(Everything, Admission).Definition.ShouldNotBeNull();
        var bare = new WorkflowCompiler(new Arch.Expressions.JavaScript.JavaScriptLanguage(), new NoSteps(), NoWorkflows.Value, NoActions.Value);

        var restored = bare.Restore(definition.Sources);

        restored.Id.ShouldBe(definition.Id);
        DefinitionText.Of(WithoutOutputs(restored)).ShouldBe(DefinitionText.Of(WithoutOutputs(definition)));
    }

    [Fact]
    public void Restore_SourcesOfAnotherLanguageVersion_SaysSo() =>
        Should.Throw<ArchException>(() => Compile.Compiler().Restore([new SourceText("old.yaml", "arch: 9\nid: a\nsteps: [{id: b, emit: t.b}]\n")]))
            .Code.ShouldBe("ARCH3002");

    [Theory]
    [InlineData("{id: a, run: echo hi}", "run")]
    [InlineData("{id: a, uses: core.log@1, with: {message: x}, env: {X: y}}", "env")]
    public void Compile_NotYetExecutable_IsSaidAndNotRun(string step, string construct)
    {
        var compilation = Compile.Steps("- " + step);

        compilation.HasErrors.ShouldBeFalse(string.Join('\n', compilation.Diagnostics));
        compilation.Definition.ShouldBeNull();
        compilation.NotExecutable.ShouldContain(diagnostic => diagnostic.Code == "ARCH3001" && diagnostic.Message.StartsWith($"'{construct}'", StringComparison.Ordinal));
    }

    [Fact]
    public void Compile_TestBesideAWorkflow_LeavesTheWorkflowExecutable()
    {
        var compilation = Compile.Text("arch: 1\nid: a\nsteps: [{id: b, emit: t.b}]\n---\narch: 1\nkind: test\nworkflow: a\ncases: [{name: works, expect: {status: succeeded}}]\n");

        compilation.Definition.ShouldNotBeNull();
        compilation.Diagnostics.ShouldBeEmpty();
        compilation.Tests.ShouldHaveSingleItem().Workflow.FullName.ShouldBe("a");
    }

    [Fact]
    public void Compile_ExpressionOfAPolicy_IsChecked() =>
        Compile.Errors(Compile.Text("arch: 1\nkind: policy\nrules:\n  - {when: a = 1, message: no}\n")).ShouldBe(["ARCH2002 4:12"]);

    [Fact]
    public void Compile_TimeoutOfAWait_IsTheStepsTimeout() =>
        Compile.Steps("- {id: a, wait: {until: inputs.name, timeout: 3h}}").Definition.ShouldNotBeNull().Nodes[0].Timeout.ShouldBe(TimeSpan.FromHours(3));

    [Fact]
    public void Compile_ActionsInACircle_SaysTheCircle()
    {
        var files = new FixtureFiles();
        files.Actions["actions/a"] = "arch: 1\nkind: action\nsteps: [{id: x, uses: ./b}]\n";
        files.Actions["actions/b"] = "arch: 1\nkind: action\nsteps: [{id: x, uses: ../actions/a}]\n";

        var only = Compile.Steps("- {id: s, uses: ./actions/a}", files: files).Diagnostics.ShouldHaveSingleItem();

        only.ToString().ShouldBe("actions/b.yaml:3:23 ARCH2112 The actions go round in a circle: 'actions/a' uses 'actions/b' uses 'actions/a'. Use a workflow with 'call' if it must call itself.");
    }

    [Fact]
    public void Compile_UnknownCallee_IsAWarning()
    {
        var compilation = Compile.Steps("- {id: a, call: data.common.quality_chek, with: {}}");

        compilation.Definition.ShouldNotBeNull();
        compilation.Diagnostics.ShouldHaveSingleItem().Remedy.ShouldBe("Did you mean 'data.common.quality_check'?");
    }

    [Fact]
    public void Compile_WrongInputOfCallee_IsAnError() =>
        Compile.Errors(Compile.Steps("- {id: a, call: data.common.quality_check, with: {limit: 1, fle: x}}")).ShouldBe(["ARCH2108 13:63"]);

    [Fact]
    public void Compile_ManyMistakes_AreAllFoundInOrder() =>
        Compile.Errors(Compile.Steps("- {id: a, when: inputs.nam, emit: t.a}\n- {id: b, tmeout: 5s, emit: t.b}\n- {id: c, uses: core.log@1, with: {mesage: x}}\n- {id: c, set: {totl: 1}}"))
            .ShouldBe(["ARCH2105 13:26", "ARCH1002 14:13", "ARCH2108 15:38", "ARCH1003 16:10", "ARCH2104 16:19"]);

    private static TNode Find<TNode>(WorkflowDefinition definition, string id)
        where TNode : StepNode =>
        definition.Nodes.Single(node => node.Id == id).ShouldBeAssignableTo<TNode>().ShouldNotBeNull();

    // What a step type of a plugin gives is not part of what was stored.
    private static WorkflowDefinition WithoutOutputs(WorkflowDefinition definition) => definition with
    {
        Nodes = [.. definition.Nodes.Select(node => node is UsesNode or CallNode ? node with { Output = TypeShape.Any } : node)],
    };

    private static string Text(Arch.Expressions.Templates.Template template)
    {
        using var session = new ExpressionSession(DateTimeOffset.UnixEpoch, 1);
        var scope = new Names(("inputs", Value.From(ValueObject.Of(("name", Value.From("Ada")), ("count", Value.From(3))))));
        return template.Evaluate(session, scope).TryGetString(out var text) ? text : throw new InvalidOperationException("It is no text.");
    }

    private sealed class NoSteps : IStepCatalog
    {
        public IReadOnlyCollection<string> Names => [];

        public StepType? Find(string name, int? version) => null;
    }

    private sealed class Names(params (string Name, Value Value)[] values) : IExpressionScope
    {
        public bool TryResolve(string name, out Value value)
        {
            value = values.FirstOrDefault(one => one.Name == name).Value;
            return !value.IsUndefined;
        }
    }
}
