using System.Text.Json;
using Arch.Plugins.Shapes;
using Arch.Sdk;

namespace Arch.Plugins.Running;

/// <summary>Reads the inputs, calls the step and writes its outputs.</summary>
internal sealed class StepRunner<TInput, TOutput> : IStepRunner
    where TInput : class
    where TOutput : class
{
    private readonly string _owner;
    private readonly IStep<TInput, TOutput> _step;
    private readonly RecordInput<TInput> _input;
    private readonly RecordOutput<TOutput> _output;

    public StepRunner(PluginOrigin origin, string stepType, IStep<TInput, TOutput> step, RecordShape input, JsonSerializerOptions options)
    {
        Origin = origin;
        _owner = $"The step type '{stepType}'";
        _step = step;
        _input = new RecordInput<TInput>(stepType, input, options);
        _output = new RecordOutput<TOutput>(_owner, options);
    }

    public PluginOrigin Origin { get; }

    public async ValueTask<ReadOnlyMemory<byte>> RunAsync(
        ReadOnlyMemory<byte> inputUtf8, StepContext context, CancellationToken cancellationToken)
    {
        var input = _input.Read(inputUtf8);
        var output = await PluginCall.RunAsync(_owner, () => _step.RunAsync(input, context, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return _output.Write(output);
    }
}
