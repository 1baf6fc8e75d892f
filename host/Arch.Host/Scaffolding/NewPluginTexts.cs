using System.Globalization;

namespace Arch.Host.Scaffolding;

/// <summary>What the sources of a new plugin say.</summary>
internal static class NewPluginTexts
{
    /// <summary>Gives a namespace in C#'s own writing: <c>my_tools</c> becomes <c>MyTools</c>.</summary>
    public static string Namespace(string name) => string.Concat(
        name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]));

    public static string Manifest(string name) => $$"""
        {
          "id": "{{name.Replace('_', '-')}}",
          "version": "0.1.0",
          "sdk": ">=0.1 <1",
          "description": "What the plugin is for, in a sentence.",
          "permissions": []
        }

        """;

    public static string Step(string name) => $$"""
        using Arch.Sdk;

        namespace {{Namespace(name)}};

        /// <summary>A step type; workflows write <c>uses: {{name}}.greet@1</c>.</summary>
        [Step("{{name}}.greet", Summary = "Greets somebody.", Idempotent = true)]
        public sealed class GreetStep : IStep<GreetInput, GreetOutput>
        {
            public Task<GreetOutput> RunAsync(GreetInput input, StepContext context, CancellationToken cancellationToken)
            {
                var greeting = $"{input.Greeting}, {input.Name}!";
                context.Log.Info(greeting);
                return Task.FromResult(new GreetOutput { Greeting = greeting });
            }
        }

        """;

    public static string Input(string name) => $$"""
        using System.ComponentModel;

        namespace {{Namespace(name)}};

        /// <summary>What a workflow writes below <c>with:</c>.</summary>
        public sealed record GreetInput
        {
            [Description("Who is greeted.")]
            public required string Name { get; init; }

            [Description("The word that greets.")]
            public string Greeting { get; init; } = "Hello";
        }

        """;

    public static string Output(string name) => $$"""
        using System.ComponentModel;

        namespace {{Namespace(name)}};

        /// <summary>What later steps see as <c>steps.ID.outputs</c>.</summary>
        public sealed record GreetOutput
        {
            [Description("The whole greeting.")]
            public required string Greeting { get; init; }
        }

        """;

    public static string Tests(string name) => $$"""
        using Arch.Sdk.Testing;
        using Xunit;

        namespace {{Namespace(name)}}.Tests;

        public sealed class GreetStepTests
        {
            [Fact]
            public async Task RunAsync_Name_IsGreetedAndLogged()
            {
                using var bench = new StepBench();

                var output = await bench.RunAsync(new GreetStep(), new GreetInput { Name = "Ada" }, TestContext.Current.CancellationToken);

                Assert.Equal("Hello, Ada!", output.Greeting);
                Assert.Equal("Hello, Ada!", Assert.Single(bench.Lines).Message);
            }

            [Fact]
            public async Task RunAsync_NoName_IsRefused()
            {
                using var bench = new StepBench();

                var failure = await bench.FailJsonAsync(new GreetStep(), "{}", TestContext.Current.CancellationToken);

                Assert.Equal("ARCH4101", failure.Code);
            }
        }

        """;

    public static string Readme(string name) => $$"""
        # {{name}}

        A plugin for Arch. It offers:

        - `{{name}}.greet@1`: greets somebody.

        ```yaml
        steps:
          - id: hello
            uses: {{name}}.greet@1
            with: {name: Ada}
        ```

        ## Build and test

        ```sh
        dotnet build                       # and puts the plugin where Arch finds it
        dotnet test
        dotnet build src -t:PackPlugin     # makes a zip for 'arch plugins install'
        ```

        The packages `Arch.Sdk` and `Arch.Sdk.Testing` come from NuGet's sources; `-p:ArchFeed=FOLDER` names a folder that has them besides.

        """;
}
