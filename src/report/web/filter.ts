/**
 * A field that filters the list of tasks by name and cause; `/` goes to it. The page makes it itself, because without a
 * script it would do nothing.
 */
export const filterScript = `
'use strict';
{
  const tasks = [...document.querySelectorAll('.task')];
  const heading = document.querySelector('#tasks h2');
  if (heading && tasks.length > 5) {
    const label = document.createElement('label');
    label.className = 'filter no-print';
    label.append('Filter ');
    const field = document.createElement('input');
    field.type = 'search';
    field.placeholder = 'name or cause';
    const found = document.createElement('output');
    label.append(field);
    heading.after(label, found);
    found.className = 'small muted';
    const words = new Map(tasks.map((task) => [task, task.querySelector('summary').textContent.toLowerCase()]));
    field.addEventListener('input', () => {
      const wanted = field.value.trim().toLowerCase();
      for (const task of tasks) task.hidden = !words.get(task).includes(wanted);
      for (const group of document.querySelectorAll('.group')) group.hidden = !group.querySelector('.task:not([hidden])');
      const shown = tasks.filter((task) => !task.hidden).length;
      found.textContent = wanted === '' ? '' : shown + ' of ' + tasks.length + ' tasks';
    });
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target === field) return;
      event.preventDefault();
      field.focus();
    });
  }
}
`;
