/** The settings' groups, loaded together. */
export { default as BudgetControls } from './BudgetControls.svelte';
export { default as DataControls } from './DataControls.svelte';
export { default as EstimatorControls } from './EstimatorControls.svelte';
export { default as MachineControls } from './MachineControls.svelte';
export { default as ScreeningControls } from './ScreeningControls.svelte';
export { default as StrategyControls } from './StrategyControls.svelte';
