namespace Arch.Sdk;

/// <summary>What every step type implements; use <see cref="IStep{TInput, TOutput}"/>.</summary>
#pragma warning disable CA1040 // The loader finds step types by this interface without knowing their type arguments
public interface IStep;
#pragma warning restore CA1040

/// <summary>A step type: a class with this interface and a <see cref="StepAttribute"/>.</summary>
/// <remarks>
/// <para>
/// <typeparamref name="TInput"/> and <typeparamref name="TOutput"/> are records whose public properties are the only
/// declaration of the step's inputs and outputs: schema, documentation, forms and editor completion derive from them.
/// YAML names are the property names in snake case. A property that is <c>required</c> must be given; others have the
/// default that the record gives them.
/// </para>
/// <para>
/// The host creates one object a step type and calls it from many threads at once: keep no state of a run in it.
/// </para>
/// </remarks>
/// <typeparam name="TInput">The record that the workflow's <c>with:</c> is read into.</typeparam>
/// <typeparam name="TOutput">The record that becomes <c>steps.ID.outputs</c>.</typeparam>
public interface IStep<in TInput, TOutput> : IStep
    where TInput : class
    where TOutput : class
{
    /// <summary>Carries out one attempt of the step.</summary>
    /// <param name="input">The inputs, already checked against the record's declaration.</param>
    /// <param name="context">The attempt, and the services that the host grants.</param>
    /// <param name="cancellationToken">
    /// Is cancelled when the attempt times out, the run is cancelled or the host stops. A step that goes on regardless is
    /// abandoned: its result is dropped.
    /// </param>
    /// <returns>The outputs.</returns>
    /// <exception cref="StepException">The attempt failed; says whether another attempt may help.</exception>
    Task<TOutput> RunAsync(TInput input, StepContext context, CancellationToken cancellationToken);
}
