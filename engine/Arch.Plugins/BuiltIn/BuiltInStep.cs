using Arch.Plugins.Loading;

namespace Arch.Plugins.BuiltIn;

/// <summary>A step type that is part of the host.</summary>
public abstract class BuiltInStep
{
    private protected BuiltInStep()
    {
    }

    /// <summary>Gets what can be said of it before anything is made ready.</summary>
    internal abstract PluginStep Step { get; }

    /// <summary>Takes a step class as plugins have them.</summary>
    /// <param name="stepClass">A class with <see cref="Sdk.StepAttribute"/> that implements <see cref="Sdk.IStep{TInput, TOutput}"/>.</param>
    /// <returns>The step type.</returns>
    /// <exception cref="ArgumentException">The class has no <see cref="Sdk.StepAttribute"/>.</exception>
    public static BuiltInStep OfClass(Type stepClass) => new ClassStep(stepClass);

    /// <summary>Makes the step type ready.</summary>
    /// <exception cref="PluginProblemException">It cannot be used.</exception>
    internal abstract ActiveStep Activate(string pluginId, string pluginVersion);
}
