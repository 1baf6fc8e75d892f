using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Arch.Engine.Ports;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Testing.Comparing;
using Arch.Workflows.Definitions;
using Arch.Workflows.Testing;

namespace Arch.Testing.Running;

/// <summary>Carries out the steps of a case: by its mocks, or really where that is allowed.</summary>
internal sealed class CaseSteps(TestCase test, ITestSteps steps, WorkQueue queue, TestClock clock, RunPlaces places) : IStepExecutor
{
    private readonly Dictionary<MockRule, int> _asked = new(ReferenceEqualityComparer.Instance);
    private readonly OrderedDictionary<string, Finding> _problems = new(StringComparer.Ordinal);

    /// <summary>Gets what must not be, whatever the workflow makes of the failure.</summary>
    public IEnumerable<Finding> Problems => _problems.Values;

    /// <summary>Gets the mocks of the case itself that no step asked; those of the suite are for any case.</summary>
    public IReadOnlyList<MockRule> Unasked => [.. test.Mocks.Where(mock => mock.IsOwn && !_asked.ContainsKey(mock))];

    /// <summary>Gets the step that is really run just now, or was last; for messages.</summary>
    public string? Outside { get; private set; }

    public async ValueTask<ReadOnlyMemory<byte>> ExecuteAsync(StepInvocation invocation, CancellationToken cancellationToken)
    {
        var chain = await places.ChainOfAsync(invocation.RunId, invocation.StepPath).ConfigureAwait(false);
        if (Find(chain, invocation.Node) is { } mock)
        {
            return await MockAsync(mock, invocation, cancellationToken).ConfigureAwait(false);
        }

        var node = invocation.Node;
        var isAllowed = test.Allow.Any(allowed => TestedSteps.IsMeant(allowed, node));
        if (node.Version == MockedDefinitions.StandIn || !(isAllowed || steps.MayRun(node)))
        {
            throw Refused(chain, node, null);
        }

        Outside = node.Id;
        try
        {
            return await queue.OutsideAsync(() => steps.ExecuteAsync(invocation, isAllowed, clock, cancellationToken).AsTask()).ConfigureAwait(false);
        }
        catch (StepException exception) when (exception.Code == ITestSteps.NotMocked)
        {
            throw Refused(chain, node, exception.Message);
        }
    }

    // The one that says most about where the step is; of equals the first, which is the case's own.
    private MockRule? Find(ImmutableArray<StepKeyPart> chain, UsesNode node)
    {
        var type = string.Create(CultureInfo.InvariantCulture, $"{node.StepType}@{node.Version}");
        return test.Mocks.Where(mock => mock.Steps?.Matches(chain) ?? false).MaxBy(mock => mock.Steps!.Precision) // it is there: it matches
            ?? test.Mocks.FirstOrDefault(mock => mock.StepType == type || (node.Version == MockedDefinitions.StandIn && mock.Workflow == node.StepType));
    }

    private async ValueTask<ReadOnlyMemory<byte>> MockAsync(MockRule mock, StepInvocation invocation, CancellationToken cancellationToken)
    {
        var number = _asked.GetValueOrDefault(mock);
        _asked[mock] = number + 1;
        var result = mock.Results[Math.Min(number, mock.Results.Length - 1)];
        if (result.Delay > TimeSpan.Zero)
        {
            await clock.DelayAsync(result.Delay, cancellationToken).ConfigureAwait(false);
        }

        if (result.Fail is { IsTimeout: true })
        {
            await clock.DelayAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            using var session = new ExpressionSession(clock.GetUtcNow(), (ulong)number);
            var scope = new ObjectScope(ValueObject.Of(("inputs", invocation.Input), ("attempt", Value.From(invocation.Attempt))));
            return result.Fail is { } fail
                ? throw Failure(fail, session, scope)
                : ValueJson.ToUtf8(result.Outputs?.Evaluate(session, scope) ?? Value.EmptyObject);
        }
        catch (ExpressionException exception)
        {
            Note(new Finding(result.Place, $"mocks.{mock.Key}", exception.Code, $"The mock cannot be evaluated: {exception.Message}"));
            throw;
        }
    }

    private static StepException Failure(MockFailure fail, ExpressionSession session, ObjectScope scope) =>
        new(fail.Code, fail.Message.Evaluate(session, scope).ToString())
        {
            Retryable = fail.Retryable,
            RetryAfter = fail.RetryAfter,
            Status = fail.Status,
            Details = fail.Details is { } details ? JsonNode.Parse(ValueJson.ToUtf8(details.Evaluate(session, scope))) as JsonObject : null,
        };

    private StepException Refused(ImmutableArray<StepKeyPart> chain, UsesNode node, string? effect)
    {
        var name = string.Join('/', chain.Where(part => !part.IsLoop).Select(part => part.Id));
        var isStandIn = node.Version == MockedDefinitions.StandIn;
        var type = isStandIn ? node.StepType : string.Create(CultureInfo.InvariantCulture, $"{node.StepType}@{node.Version}");
        var message = isStandIn ? $"Step '{name}', which calls '{type}', is mocked elsewhere but not here."
            : effect is null ? $"Step '{name}' of type {type} is not mocked."
            : $"Step '{name}' of type {type} is not mocked, and {effect}";
        var remedy = isStandIn
            ? $"Mock it wherever it runs: 'mocks: {{{name}: {{outputs: …}}}}'."
            : $"Add 'mocks: {{{name}: {{outputs: …}}}}' to the case, or 'allow: [{type}]' to really run it.";
        Note(new Finding(test.Place, name, ITestSteps.NotMocked, message) { Remedy = remedy, Origin = node.Place });
        return new StepException(ITestSteps.NotMocked, $"{message} {remedy}");
    }

    private void Note(Finding finding) => _problems.TryAdd(finding.What, finding);
}
